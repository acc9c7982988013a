<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>CirclePanel</name>
    <message>
        <source>Radius in metres</source>
        <translation>半径（米）</translation>
    </message>
    <message>
        <source>Within</source>
        <translation>半径</translation>
    </message>
    <message>
        <source>People</source>
        <translation>重点人员</translation>
    </message>
    <message>
        <source>in need</source>
        <translation>失能独居</translation>
    </message>
    <message>
        <source>Teams</source>
        <translation>应急队伍</translation>
    </message>
    <message>
        <source>Shelters</source>
        <translation>避难场所</translation>
    </message>
    <message>
        <source>Supplies</source>
        <translation>物资点</translation>
    </message>
    <message>
        <source>Hazards</source>
        <translation>未销隐患</translation>
    </message>
    <message>
        <source>Draft report</source>
        <translation>起草报告</translation>
    </message>
    <message>
        <source>Phone report</source>
        <translation>电话首报</translation>
    </message>
    <message>
        <source>Revise</source>
        <translation>更新</translation>
    </message>
    <message>
        <source>End</source>
        <translation>结束</translation>
    </message>
    <message>
        <source>choose an incident</source>
        <translation>请选择事件</translation>
    </message>
    <message numerus="yes">
        <source>%n</source>
        <comment>people</comment>
        <translation>
            <numerusform>%n 人</numerusform>
        </translation>
    </message>
    <message>
        <source>{teams} with {members}</source>
        <translation>{teams} 支 {members} 人</translation>
    </message>
    <message numerus="yes">
        <source>%n free</source>
        <translation>
            <numerusform>余 %n 位</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n shelter(s)</source>
        <translation>
            <numerusform>共 %n 处</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n</source>
        <comment>places</comment>
        <translation>
            <numerusform>%n 处</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CommandPage</name>
    <message>
        <source>shift of {day} {time}</source>
        <translation>{day} {time} 班</translation>
    </message>
    <message>
        <source>Choose an incident first.</source>
        <translation>请先选择事件。</translation>
    </message>
</context>
<context>
    <name>Countdown</name>
    <message>
        <source>No report owed</source>
        <translation>暂无应报事项</translation>
    </message>
    <message>
        <source>limit to be confirmed</source>
        <translation>时限待核定</translation>
    </message>
    <message>
        <source>at once · {time} gone</source>
        <translation>立即 · 已用 {time}</translation>
    </message>
    <message>
        <source>overdue {span}</source>
        <translation>已超时 {span}</translation>
    </message>
    <message>
        <source>only {time} left</source>
        <translation>仅剩 {time}</translation>
    </message>
    <message>
        <source>{time} left</source>
        <translation>剩 {time}</translation>
    </message>
    <message>
        <source>{minutes} min</source>
        <translation>{minutes} 分</translation>
    </message>
    <message>
        <source>{step} receipted {time}</source>
        <translation>{step}已签收 {time}</translation>
    </message>
    <message>
        <source>{step} sent {time}</source>
        <translation>{step}已报 {time}</translation>
    </message>
</context>
<context>
    <name>Deeds</name>
    <message numerus="yes">
        <source>%n entry(s) adopted.</source>
        <translation>
            <numerusform>已补认 %n 条。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Roll-call begun: {reason}, %n communities until {time}. Answers: {key}.</source>
        <translation>
            <numerusform>已开始点名：{reason}，%n 个社区，限 {time} 前答复。答复按 {key} 登记。</numerusform>
        </translation>
    </message>
    <message>
        <source>{name} {phone}: that you asked is recorded.</source>
        <translation>{name} {phone}（本次查看已记录）</translation>
    </message>
    <message>
        <source>This incident has no conflict.</source>
        <translation>这起事件没有冲突。</translation>
    </message>
</context>
<context>
    <name>EntryBox</name>
    <message>
        <source>New log entry</source>
        <translation>新日志</translation>
    </message>
    <message>
        <source>Incident this entry belongs to</source>
        <translation>记入的事件</translation>
    </message>
    <message>
        <source>Caller</source>
        <translation>来电人</translation>
    </message>
    <message>
        <source>Unit or address</source>
        <translation>单位或住址</translation>
    </message>
    <message>
        <source>Phone</source>
        <translation>电话</translation>
    </message>
    <message>
        <source>Already told (names)</source>
        <translation>已通知（姓名）</translation>
    </message>
    <message>
        <source>No incident</source>
        <translation>不记入事件</translation>
    </message>
    <message>
        <source>Into {title}</source>
        <translation>记入 {title}</translation>
    </message>
</context>
<context>
    <name>IncidentDelegate</name>
    <message>
        <source>received {time}</source>
        <translation>接报 {time}</translation>
    </message>
    <message>
        <source>kind unknown</source>
        <translation>待核实</translation>
    </message>
    <message>
        <source>▲ Conflict: {n} values to choose</source>
        <translation>▲ 冲突：{n} 项待选定</translation>
    </message>
    <message>
        <source>◆ Sensitive</source>
        <translation>◆ 敏感</translation>
    </message>
</context>
<context>
    <name>IncidentPanel</name>
    <message>
        <source>Open incidents</source>
        <translation>在办事件</translation>
    </message>
    <message>
        <source>New incident</source>
        <translation>新接报</translation>
    </message>
    <message>
        <source>No open incident. F2 opens one.</source>
        <translation>暂无在办事件，F2 新接报。</translation>
    </message>
    <message numerus="yes">
        <source>%n, nearest deadline first</source>
        <translation>
            <numerusform>%n 起 · 按时限排序</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Log</name>
    <message>
        <source>First report by phone</source>
        <translation>电话首报</translation>
    </message>
    <message>
        <source>taken by {name}</source>
        <translation>{name}接</translation>
    </message>
    <message>
        <source>Told: {names}</source>
        <translation>已通知：{names}</translation>
    </message>
    <message>
        <source>▲ Undecided</source>
        <translation>▲ 未定去向</translation>
    </message>
    <message>
        <source>✎ Corrected</source>
        <translation>✎ 已更正</translation>
    </message>
    <message>
        <source>happened {time}</source>
        <translation>发生于 {time}</translation>
    </message>
    <message>
        <source>clock not proven</source>
        <translation>时间待证</translation>
    </message>
    <message>
        <source>adopted by {name}</source>
        <translation>{name}补认</translation>
    </message>
    <message>
        <source>◆ Not signed in</source>
        <translation>◆ 未登录</translation>
    </message>
    <message>
        <source>{time} {author}: {reason}</source>
        <translation>{time} {author}记；更正原因：{reason}</translation>
    </message>
</context>
<context>
    <name>LogPanel</name>
    <message>
        <source>All</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>This incident</source>
        <translation>本事件</translation>
    </message>
    <message>
        <source>Handover</source>
        <translation>交接班</translation>
    </message>
    <message>
        <source>Duty log</source>
        <translation>值班日志</translation>
    </message>
</context>
<context>
    <name>LogView</name>
    <message>
        <source>Duty log</source>
        <translation>值班日志</translation>
    </message>
</context>
<context>
    <name>Pages</name>
    <message>
        <source>Command</source>
        <translation>指挥</translation>
    </message>
</context>
<context>
    <name>Situation</name>
    <message>
        <source>Grid borders</source>
        <translation>网格边界</translation>
    </message>
    <message>
        <source>Incidents</source>
        <translation>事件</translation>
    </message>
</context>
<context>
    <name>UndecidedStrip</name>
    <message>
        <source>Passed on to whom? Enter confirms.</source>
        <translation>转交给谁？Enter 确认。</translation>
    </message>
    <message>
        <source>Passed on to</source>
        <translation>转交给</translation>
    </message>
    <message>
        <source>Incident</source>
        <translation>列为事件</translation>
    </message>
    <message>
        <source>Passed on</source>
        <translation>转交</translation>
    </message>
    <message>
        <source>Only noted</source>
        <translation>仅记录</translation>
    </message>
    <message numerus="yes">
        <source>▲ %n call(s) undecided. {time} {text}</source>
        <translation>
            <numerusform>▲ %n 个来电未定去向。{time} {text}</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Picking</name>
    <message>
        <source>Click the place on the map, or move with the arrow keys and press Enter.</source>
        <translation>在地图上点选地点，或用方向键移动后按 Enter。</translation>
    </message>
</context>
</TS>
