<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>Actions</name>
    <message>
        <source>New incident</source>
        <translation>新接报</translation>
    </message>
    <message>
        <source>Revise incident</source>
        <translation>更新事件</translation>
    </message>
    <message>
        <source>End incident</source>
        <translation>结束事件</translation>
    </message>
    <message>
        <source>First report by phone</source>
        <translation>电话首报</translation>
    </message>
    <message>
        <source>Draft report</source>
        <translation>起草报告</translation>
    </message>
    <message>
        <source>Fill in: being verified</source>
        <translation>填“正在核实”</translation>
    </message>
    <message>
        <source>Send report</source>
        <translation>发送报告</translation>
    </message>
    <message>
        <source>Handover sheet</source>
        <translation>交接单</translation>
    </message>
    <message>
        <source>Back to the log box</source>
        <translation>回到日志输入框</translation>
    </message>
    <message>
        <source>Log: call in</source>
        <translation>日志：来电</translation>
    </message>
    <message>
        <source>Log: call out</source>
        <translation>日志：去电</translation>
    </message>
    <message>
        <source>Log: on scene</source>
        <translation>日志：现场</translation>
    </message>
    <message>
        <source>Log: directive</source>
        <translation>日志：指示</translation>
    </message>
    <message>
        <source>Log: note</source>
        <translation>日志：记事</translation>
    </message>
    <message>
        <source>Log: into which incident</source>
        <translation>日志：记入哪起事件</translation>
    </message>
    <message>
        <source>Log: all or this incident</source>
        <translation>日志：全部或本事件</translation>
    </message>
    <message>
        <source>Correct a log entry</source>
        <translation>更正日志</translation>
    </message>
    <message>
        <source>Adopt entries made without sign-in</source>
        <translation>补认未登录时的日志</translation>
    </message>
    <message>
        <source>Show the caller's number (recorded)</source>
        <translation>查看来电号码（留痕）</translation>
    </message>
    <message>
        <source>Undecided call: incident</source>
        <translation>未定来电：列为事件</translation>
    </message>
    <message>
        <source>Undecided call: passed on</source>
        <translation>未定来电：转交</translation>
    </message>
    <message>
        <source>Undecided call: only noted</source>
        <translation>未定来电：仅记录</translation>
    </message>
    <message>
        <source>To the list of incidents</source>
        <translation>到事件列表</translation>
    </message>
    <message>
        <source>To the map</source>
        <translation>到地图</translation>
    </message>
    <message>
        <source>Radius of the circle</source>
        <translation>查询半径</translation>
    </message>
    <message>
        <source>Resolve a conflict</source>
        <translation>选定冲突</translation>
    </message>
    <message>
        <source>Page: command</source>
        <translation>页面：指挥</translation>
    </message>
    <message>
        <source>Page: reports</source>
        <translation>页面：报告</translation>
    </message>
    <message>
        <source>Page: inbox</source>
        <translation>页面：收件</translation>
    </message>
    <message>
        <source>Page: roster</source>
        <translation>页面：值班</translation>
    </message>
    <message>
        <source>Page: handover</source>
        <translation>页面：交接</translation>
    </message>
    <message>
        <source>Page: ledgers</source>
        <translation>页面：台账</translation>
    </message>
    <message>
        <source>Page: settings</source>
        <translation>页面：设置</translation>
    </message>
    <message>
        <source>Print or save as PDF</source>
        <translation>打印或存为 PDF</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>搜索</translation>
    </message>
    <message>
        <source>All commands</source>
        <translation>全部命令</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>快捷键</translation>
    </message>
    <message>
        <source>Sign in or out</source>
        <translation>登录或换人</translation>
    </message>
    <message>
        <source>Lock the desk</source>
        <translation>锁定席位</translation>
    </message>
    <message>
        <source>Acknowledge the alarm</source>
        <translation>确认告警</translation>
    </message>
    <message>
        <source>Day or night</source>
        <translation>日间/夜间</translation>
    </message>
</context>
<context>
    <name>Banner</name>
    <message>
        <source>Acknowledge</source>
        <translation>确认</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
</context>
<context>
    <name>CloseForm</name>
    <message>
        <source>End incident</source>
        <translation>结束事件</translation>
    </message>
    <message>
        <source>How it ended</source>
        <translation>处置结果</translation>
    </message>
    <message>
        <source>In one sentence</source>
        <translation>用一句话写明</translation>
    </message>
    <message>
        <source>Not to be reported (needs a reason and the leader)</source>
        <translation>不报（须写明原因和带班领导）</translation>
    </message>
    <message>
        <source>Leader</source>
        <translation>带班领导</translation>
    </message>
    <message>
        <source>Cancel  Esc</source>
        <translation>取消  Esc</translation>
    </message>
    <message>
        <source>End incident  Enter</source>
        <translation>结束事件  Enter</translation>
    </message>
</context>
<context>
    <name>CodeBox</name>
    <message>
        <source>Code, name or initials, e.g. nl</source>
        <translation>代码、名称或拼音首字母，如 nl（内涝）</translation>
    </message>
</context>
<context>
    <name>ConflictForm</name>
    <message>
        <source>Resolve a conflict</source>
        <translation>选定冲突</translation>
    </message>
    <message>
        <source>Field</source>
        <translation>项目</translation>
    </message>
    <message>
        <source>Right is</source>
        <translation>以此为准</translation>
    </message>
    <message>
        <source>Cancel  Esc</source>
        <translation>取消  Esc</translation>
    </message>
    <message>
        <source>Choose this value  Enter</source>
        <translation>选定  Enter</translation>
    </message>
</context>
<context>
    <name>CorrectForm</name>
    <message>
        <source>Correct a log entry</source>
        <translation>更正日志</translation>
    </message>
    <message>
        <source>So far</source>
        <translation>原文</translation>
    </message>
    <message>
        <source>Correct text</source>
        <translation>更正为</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>Why it is corrected</source>
        <translation>为何更正</translation>
    </message>
    <message>
        <source>Cancel  Esc</source>
        <translation>取消  Esc</translation>
    </message>
    <message>
        <source>Save correction  Enter</source>
        <translation>保存更正  Enter</translation>
    </message>
</context>
<context>
    <name>DeskDeeds</name>
    <message>
        <source>Nobody is signed in; there is nothing to lock.</source>
        <translation>无人登录，不需要锁定。</translation>
    </message>
    <message>
        <source>Sign in first: an alarm is acknowledged by name.</source>
        <translation>请先登录：告警须具名确认。</translation>
    </message>
    <message>
        <source>Alarm acknowledged by {name}</source>
        <translation>{name}已确认告警</translation>
    </message>
</context>
<context>
    <name>Finder</name>
    <message>
        <source>Incident</source>
        <translation>事件</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>日志</translation>
    </message>
    <message>
        <source>Report</source>
        <translation>报告</translation>
    </message>
    <message>
        <source>Directive</source>
        <translation>批示</translation>
    </message>
    <message>
        <source>Staff</source>
        <translation>人员</translation>
    </message>
    <message>
        <source>Handover</source>
        <translation>交接班</translation>
    </message>
    <message>
        <source>Ledger</source>
        <translation>台账</translation>
    </message>
    <message>
        <source>Hits</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>All commands: name, initials or key</source>
        <translation>全部命令：输入名称、拼音首字母或按键</translation>
    </message>
</context>
<context>
    <name>IncidentForm</name>
    <message>
        <source>Resident by phone</source>
        <translation>居民来电</translation>
    </message>
    <message>
        <source>Grid officer</source>
        <translation>网格员</translation>
    </message>
    <message>
        <source>Patrol</source>
        <translation>巡查发现</translation>
    </message>
    <message>
        <source>Upper tier</source>
        <translation>上级通知</translation>
    </message>
    <message>
        <source>unknown</source>
        <translation>未知</translation>
    </message>
    <message>
        <source>Revise incident</source>
        <translation>更新事件</translation>
    </message>
    <message>
        <source>Save changes  Enter</source>
        <translation>保存  Enter</translation>
    </message>
    <message>
        <source>New incident</source>
        <translation>新接报</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>标题</translation>
    </message>
    <message>
        <source>Where and what, in one line</source>
        <translation>一句话：哪里，出了什么事</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>Level</source>
        <translation>级别</translation>
    </message>
    <message>
        <source>Sensitive</source>
        <translation>敏感</translation>
    </message>
    <message>
        <source>Why it is sensitive</source>
        <translation>为何敏感</translation>
    </message>
    <message>
        <source>Place</source>
        <translation>地点</translation>
    </message>
    <message>
        <source>Address as told</source>
        <translation>报告的地址</translation>
    </message>
    <message>
        <source>Coordinate</source>
        <translation>坐标</translation>
    </message>
    <message>
        <source>Pick on the map</source>
        <translation>在地图上点选</translation>
    </message>
    <message>
        <source>Occurred</source>
        <translation>发生时间</translation>
    </message>
    <message>
        <source>e.g. 02:24 or 7-18 02:24</source>
        <translation>如 02:24 或 7-18 02:24</translation>
    </message>
    <message>
        <source>Discovered</source>
        <translation>发现时间</translation>
    </message>
    <message>
        <source>if other</source>
        <translation>与发生不同时填</translation>
    </message>
    <message>
        <source>Received</source>
        <translation>接报时间</translation>
    </message>
    <message>
        <source>now</source>
        <translation>现在</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>来源</translation>
    </message>
    <message>
        <source>Contact</source>
        <translation>现场联系人</translation>
    </message>
    <message>
        <source>Who is on the spot</source>
        <translation>谁在现场</translation>
    </message>
    <message>
        <source>Phone</source>
        <translation>电话</translation>
    </message>
    <message>
        <source>Phone of the contact</source>
        <translation>联系人电话</translation>
    </message>
    <message>
        <source>People</source>
        <translation>人数</translation>
    </message>
    <message>
        <source>dead </source>
        <translation>死亡 </translation>
    </message>
    <message>
        <source>dead</source>
        <translation>死亡</translation>
    </message>
    <message>
        <source>missing </source>
        <translation>失联 </translation>
    </message>
    <message>
        <source>missing</source>
        <translation>失联</translation>
    </message>
    <message>
        <source>injured </source>
        <translation>受伤 </translation>
    </message>
    <message>
        <source>injured</source>
        <translation>受伤</translation>
    </message>
    <message>
        <source>trapped </source>
        <translation>被困 </translation>
    </message>
    <message>
        <source>trapped</source>
        <translation>被困</translation>
    </message>
    <message>
        <source>moved out </source>
        <translation>转移 </translation>
    </message>
    <message>
        <source>moved out</source>
        <translation>转移</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>Why it is changed; needed when something is lowered</source>
        <translation>为何更改；调低时必填</translation>
    </message>
    <message>
        <source>Cancel  Esc</source>
        <translation>取消  Esc</translation>
    </message>
    <message>
        <source>Open incident  Enter</source>
        <translation>新建事件  Enter</translation>
    </message>
</context>
<context>
    <name>KeysDialog</name>
    <message>
        <source>Keys</source>
        <translation>快捷键</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>In the log box: Enter saves, Shift+Enter breaks the line, / begins a command.</source>
        <translation>日志框内：Enter 保存，Shift+Enter 换行，/ 开始命令。</translation>
    </message>
</context>
<context>
    <name>LockBar</name>
    <message>
        <source>PIN</source>
        <translation>口令</translation>
    </message>
    <message>
        <source>PIN to unlock</source>
        <translation>解锁口令</translation>
    </message>
    <message>
        <source>Unlock</source>
        <translation>解锁</translation>
    </message>
    <message>
        <source>Desk of {name} is locked: personal data and sending are hidden; the log goes on. {key} opens it.</source>
        <translation>{name}的席位已锁定：个人信息和报送已隐藏，日志照常可记。按 {key} 解锁。</translation>
    </message>
</context>
<context>
    <name>LockedPage</name>
    <message>
        <source>This page is hidden while the desk is locked. Enter the PIN above.</source>
        <translation>席位锁定时不显示本页，请在上方输入口令。</translation>
    </message>
</context>
<context>
    <name>Messages</name>
    <message>
        <source>There is nothing to save yet: write what happened.</source>
        <translation>还没有内容：请写下发生了什么。</translation>
    </message>
    <message>
        <source>One entry takes at most {limit} characters. Nothing is lost: shorten it or save it in parts.</source>
        <translation>一条日志最多 {limit} 字。内容没有丢：请缩短，或分几条保存。</translation>
    </message>
    <message>
        <source>This is too large for one entry. Shorten it or save it in parts.</source>
        <translation>这条太长，一次存不下。内容没有丢：请缩短，或分几条保存。</translation>
    </message>
    <message>
        <source>An entry of the journal cannot be read.</source>
        <translation>日志中有一条无法读取。</translation>
    </message>
    <message>
        <source>This log entry is not on this workstation.</source>
        <translation>本机没有这条日志。</translation>
    </message>
    <message>
        <source>This entry was corrected already: correct the newest text.</source>
        <translation>这条已经更正过：请更正最新的那一条。</translation>
    </message>
    <message>
        <source>Say why.</source>
        <translation>请写明原因。</translation>
    </message>
    <message>
        <source>Say whom it was passed on to.</source>
        <translation>请写明转交给谁。</translation>
    </message>
    <message>
        <source>Choose the incident this call belongs to.</source>
        <translation>请选择这个来电属于哪起事件。</translation>
    </message>
    <message>
        <source>Only a call that came in is decided on.</source>
        <translation>只有来电需要定去向。</translation>
    </message>
    <message>
        <source>This entry needs nobody to adopt it.</source>
        <translation>这条不需要补认。</translation>
    </message>
    <message>
        <source>A time without its zone was refused.</source>
        <translation>时间缺少时区，未接受。</translation>
    </message>
    <message>
        <source>Give the incident a title: where and what.</source>
        <translation>请写事件标题：哪里，出了什么事。</translation>
    </message>
    <message>
        <source>This field takes at most {limit} characters. Nothing is lost: shorten it.</source>
        <translation>此栏最多{limit}字。内容没有丢失，请改短。</translation>
    </message>
    <message>
        <source>The title takes at most {limit} characters.</source>
        <translation>标题最多 {limit} 字。</translation>
    </message>
    <message>
        <source>It cannot have happened after it was reported: check both times.</source>
        <translation>发生时间晚于接报时间：请核对这两个时间。</translation>
    </message>
    <message>
        <source>It cannot have been discovered before it happened: check both times.</source>
        <translation>发现时间早于发生时间：请核对这两个时间。</translation>
    </message>
    <message>
        <source>The time of the call lies in the future: check it.</source>
        <translation>接报时间还没到：请核对。</translation>
    </message>
    <message>
        <source>{typed} is no time. Write it like 02:24 or 7-18 02:24.</source>
        <translation>“{typed}”不是时间，请写成 02:24 或 7-18 02:24。</translation>
    </message>
    <message>
        <source>A number of people cannot be below zero.</source>
        <translation>人数不能小于零。</translation>
    </message>
    <message>
        <source>This incident is not on this workstation.</source>
        <translation>本机没有这起事件。</translation>
    </message>
    <message>
        <source>This cannot be changed afterwards.</source>
        <translation>这一项事后不能改。</translation>
    </message>
    <message>
        <source>This incident is ended already.</source>
        <translation>这起事件已经结束。</translation>
    </message>
    <message>
        <source>This incident is still being handled.</source>
        <translation>这起事件还在处置。</translation>
    </message>
    <message>
        <source>Name the duty leader who decided it.</source>
        <translation>请选择作决定的带班领导。</translation>
    </message>
    <message>
        <source>There is no conflict here any more.</source>
        <translation>这里已经没有冲突。</translation>
    </message>
    <message>
        <source>The place lies outside Beijing: check the coordinates.</source>
        <translation>地点在北京以外：请核对坐标。</translation>
    </message>
    <message>
        <source>No place yet: ask where it is, or pick it on the map.</source>
        <translation>还没有地点：请问清，或在地图上点选。</translation>
    </message>
    <message>
        <source>No kind of event yet: rules that depend on it do not count.</source>
        <translation>还没有事件类别：与类别有关的时限暂不计算。</translation>
    </message>
    <message>
        <source>No time of occurrence: the clocks count from the call.</source>
        <translation>没有发生时间：时限从接报起算。</translation>
    </message>
    <message>
        <source>The call is more than an hour old: its report clocks run from then.</source>
        <translation>接报已超过一小时：时限从那时起算。</translation>
    </message>
    <message>
        <source>Say why it is sensitive.</source>
        <translation>请写明为何敏感。</translation>
    </message>
    <message>
        <source>This is no coordinate. Write it like 39.9052, 116.4127.</source>
        <translation>这不是坐标，请写成 39.9052, 116.4127。</translation>
    </message>
    <message>
        <source>It is not clear which number is the longitude. Write it like 39.9052, 116.4127.</source>
        <translation>分不清哪个是经度，请写成 39.9052, 116.4127。</translation>
    </message>
    <message>
        <source>There is no such place on earth: check the coordinate.</source>
        <translation>地球上没有这个地点：请核对坐标。</translation>
    </message>
    <message>
        <source>This shape cannot be read.</source>
        <translation>这个图形无法读取。</translation>
    </message>
    <message>
        <source>Say who took the call at the other end.</source>
        <translation>请写明对方是谁接的电话。</translation>
    </message>
    <message>
        <source>The time of the phone report lies in the future: check it.</source>
        <translation>电话报告时间还没到：请核对。</translation>
    </message>
    <message>
        <source>It is late. Say why in one sentence; it is sent at once.</source>
        <translation>已超过时限，请用一句话说明原因，随即发送。</translation>
    </message>
    <message>
        <source>It is signed already.</source>
        <translation>已经签过了。</translation>
    </message>
    <message>
        <source>Only a duty leader signs this.</source>
        <translation>只有带班领导可以签发。</translation>
    </message>
    <message>
        <source>This report is sent; it is not changed any more. Write a follow-up.</source>
        <translation>这份报告已发出，不能再改，请写续报。</translation>
    </message>
    <message>
        <source>This report is not sent yet.</source>
        <translation>这份报告还没有发出。</translation>
    </message>
    <message>
        <source>This report is not on this workstation.</source>
        <translation>本机没有这份报告。</translation>
    </message>
    <message>
        <source>Write what is to be done.</source>
        <translation>请写明要办什么。</translation>
    </message>
    <message>
        <source>A directive takes at most {limit} characters.</source>
        <translation>批示最多 {limit} 字。</translation>
    </message>
    <message>
        <source>The limit lies in the past.</source>
        <translation>办理时限已经过去。</translation>
    </message>
    <message>
        <source>This directive is not on this workstation.</source>
        <translation>本机没有这条批示。</translation>
    </message>
    <message>
        <source>This directive is answered already.</source>
        <translation>这条批示已经办复。</translation>
    </message>
    <message>
        <source>Write what was done.</source>
        <translation>请写明办理情况。</translation>
    </message>
    <message>
        <source>An answer takes at most {limit} characters.</source>
        <translation>办复最多 {limit} 字。</translation>
    </message>
    <message>
        <source>This is not addressed to this unit.</source>
        <translation>这不是发给本单位的。</translation>
    </message>
    <message>
        <source>Sign in first (Ctrl+I).</source>
        <translation>请先登录（Ctrl+I）。</translation>
    </message>
    <message>
        <source>The desk is locked: enter the PIN first.</source>
        <translation>席位已锁定：请先输入口令。</translation>
    </message>
    <message>
        <source>{name} has left: no sign-in and no signature any more.</source>
        <translation>{name}已离岗，不能再登录，也不能再签字。</translation>
    </message>
    <message>
        <source>This person is not in the staff list.</source>
        <translation>人员名单中没有此人。</translation>
    </message>
    <message>
        <source>Write the name.</source>
        <translation>请写姓名。</translation>
    </message>
    <message>
        <source>The PIN is wrong; {left} more attempts.</source>
        <translation>口令不对，还可以试 {left} 次。</translation>
    </message>
    <message>
        <source>Too many wrong PINs. Try again in {minutes} minutes.</source>
        <translation>口令错误次数过多，请 {minutes} 分钟后再试。</translation>
    </message>
    <message>
        <source>No PIN is set for {name} on this workstation: set one under Settings.</source>
        <translation>{name}在本机没有口令，请在“设置”中设置。</translation>
    </message>
    <message>
        <source>A PIN has {least} to {most} digits.</source>
        <translation>登录口令（PIN）为 {least} 至 {most} 位数字。</translation>
    </message>
    <message>
        <source>This workstation was never enrolled: leave --code out, and enter address and code under Settings › Server afterwards. The code was not used up.</source>
        <translation>本席位还没有登记过服务器：请去掉 --code 再改代号，然后打开程序，在 设置 › 服务器 填地址和登记码。登记码没有用掉。</translation>
    </message>
    <message>
        <source>Enrolling takes both, --server with the address and --code with the code; or neither.</source>
        <translation>登记要同时写 --server 地址和 --code 登记码；暂不登记的，两个都不写。</translation>
    </message>
    <message>
        <source>The same person cannot hold two posts of one day.</source>
        <translation>同一天同一人不能排两个岗。</translation>
    </message>
    <message>
        <source>Nobody is planned there: put a person on the post instead.</source>
        <translation>这一岗还没有排人，请直接排班。</translation>
    </message>
    <message>
        <source>You are not on the roster of this shift.</source>
        <translation>您不在本班排班表上。</translation>
    </message>
    <message>
        <source>{text} is no time of day. Write it like 08:30.</source>
        <translation>“{text}”不是时刻，请写成 08:30。</translation>
    </message>
    <message>
        <source>This is no Excel roster that can be read ({reason}).</source>
        <translation>不是能读的 Excel 值班表（{reason}）：请用“文件 › 空白月表”填好再导入。</translation>
    </message>
    <message>
        <source>The file is too large for a roster.</source>
        <translation>文件过大，不像排班表。</translation>
    </message>
    <message>
        <source>This shift is handed over by sheet {number}: the next sheet can be begun from {until} on.</source>
        <translation>本班已由交接单 {number} 交接：{until} 起才能开始下一张。</translation>
    </message>
    <message>
        <source>Sheet {number} is begun: sign it or make it void first.</source>
        <translation>交接单 {number} 已开始：请先签完或作废。</translation>
    </message>
    <message>
        <source>A signed sheet stays in force.</source>
        <translation>已签字的交接单继续有效，不能作废。</translation>
    </message>
    <message>
        <source>This sheet is void.</source>
        <translation>这张交接单已作废。</translation>
    </message>
    <message>
        <source>This sheet is not on this workstation.</source>
        <translation>本机没有这张交接单。</translation>
    </message>
    <message>
        <source>Both officers sign before the leader.</source>
        <translation>请交班人、接班人先签。</translation>
    </message>
    <message>
        <source>The same person cannot hand over to himself.</source>
        <translation>同一人不能既交班又接班。</translation>
    </message>
    <message>
        <source>{name} is not of the shift that hands over ({people}). One of them signs in and signs; if nobody of them can, write the reason below, it is printed on the sheet.</source>
        <translation>{name}不是交班人员（{people}）。请交班人员登录后签名；都不能签时，在下面写明原因，原因印在交接单上。</translation>
    </message>
    <message>
        <source>Only the duty leader signs here.</source>
        <translation>此处由带班领导签字。</translation>
    </message>
    <message>
        <source>This field must be filled.</source>
        <translation>这一项必须填写。</translation>
    </message>
    <message>
        <source>This ledger has no such field.</source>
        <translation>台账没有这一项。</translation>
    </message>
    <message>
        <source>{value} does not fit this field.</source>
        <translation>“{value}”不符合这一项的要求。</translation>
    </message>
    <message>
        <source>This row is not on this workstation.</source>
        <translation>本机没有这一行。</translation>
    </message>
    <message>
        <source>There is no such ledger.</source>
        <translation>没有这个台账。</translation>
    </message>
    <message>
        <source>{value} is no division code.</source>
        <translation>“{value}”不是区划代码。</translation>
    </message>
    <message>
        <source>The table of units cannot be read: {reason}</source>
        <translation>单位表无法读取：{reason}</translation>
    </message>
    <message>
        <source>Line {line} of the rule pack is wrong ({key} {reason}). The old pack stays in force.</source>
        <translation>时限规则第 {line} 行有错（{key} {reason}），原规则继续有效。</translation>
    </message>
    <message>
        <source>Version {version} of this pack is here already with other words. Give it a new version.</source>
        <translation>版本 {version} 已存在且内容不同，请改用新版本号。</translation>
    </message>
    <message>
        <source>The code book cannot be read: {reason}</source>
        <translation>事件类别表无法读取：{reason}</translation>
    </message>
    <message>
        <source>{file} cannot be read as a map: {reason}</source>
        <translation>{file} 不能作为地图读取：{reason}</translation>
    </message>
    <message>
        <source>{file} holds nothing to draw.</source>
        <translation>{file} 里没有可显示的内容。</translation>
    </message>
    <message>
        <source>{file} is too large for this workstation.</source>
        <translation>{file} 太大，本机无法读取。</translation>
    </message>
    <message>
        <source>Reading {file} took too long and was stopped.</source>
        <translation>读取 {file} 用时过长，已停止。</translation>
    </message>
    <message>
        <source>{file} does not say in which coordinates it is drawn.</source>
        <translation>{file} 没有写明坐标系。</translation>
    </message>
    <message>
        <source>{file} cannot be written: {reason}</source>
        <translation>{file} 无法写入：{reason}</translation>
    </message>
    <message>
        <source>This paper cannot be read: {reason}</source>
        <translation>这份文书无法读取：{reason}</translation>
    </message>
    <message>
        <source>The Chinese fonts for papers are missing.</source>
        <translation>缺少打印用的中文字体。</translation>
    </message>
    <message>
        <source>The templates of the papers are missing.</source>
        <translation>缺少文书模板。</translation>
    </message>
    <message>
        <source>It took longer than {seconds} seconds and was stopped.</source>
        <translation>超过 {seconds} 秒，已停止。</translation>
    </message>
    <message>
        <source>It could not be finished: the file may be damaged or too large.</source>
        <translation>没有完成：文件可能损坏或过大。</translation>
    </message>
    <message>
        <source>This is no bundle of this program, or it is damaged.</source>
        <translation>这不是本系统的数据包，或已损坏。</translation>
    </message>
    <message>
        <source>The bundle is too large.</source>
        <translation>数据包过大。</translation>
    </message>
    <message>
        <source>An attachment arrived damaged; it is fetched again.</source>
        <translation>附件传输中损坏，将重新获取。</translation>
    </message>
    <message>
        <source>The attachment is too large.</source>
        <translation>附件过大。</translation>
    </message>
    <message>
        <source>{file}, line {line}: {reason}</source>
        <translation>{file} 第 {line} 行：{reason}</translation>
    </message>
    <message>
        <source>There is no open directive for {incident}.</source>
        <translation>{incident} 没有未办的批示。</translation>
    </message>
    <message>
        <source>The disk is full. What was saved is safe; free some room, then save again.</source>
        <translation>磁盘已满。已保存的内容是安全的：请腾出空间后再保存。</translation>
    </message>
    <message>
        <source>The disk cannot be written to. What was saved is safe; tell the administrator.</source>
        <translation>磁盘只读，无法写入。已保存的内容是安全的：请联系管理员。</translation>
    </message>
    <message>
        <source>The disk answers with an error. What was saved is safe; tell the administrator.</source>
        <translation>磁盘出错。已保存的内容是安全的：请联系管理员。</translation>
    </message>
    <message>
        <source>The journal's file is damaged and cannot be repaired from here: write on paper and tell the administrator.</source>
        <translation>日志文件损坏，本机无法自行修复：请改用纸笔记录，并告知管理员。</translation>
    </message>
    <message>
        <source>A newer version of the program wrote this journal. Start that one.</source>
        <translation>这份日志由更新的版本写成，请启动新版本。</translation>
    </message>
    <message>
        <source>The database does not answer.</source>
        <translation>数据库没有应答。</translation>
    </message>
    <message>
        <source>The database library is too old ({version}).</source>
        <translation>数据库组件版本过旧（{version}）。</translation>
    </message>
    <message>
        <source>The database does not write safely ({mode}, {synchronous}).</source>
        <translation>数据库写入方式不安全（{mode}，{synchronous}）。</translation>
    </message>
    <message>
        <source>There is no profile in {folder}: make one with “setup”, or name one with --profile, such as sample-street. A workstation whose computer broke comes back with “restore --copy”.</source>
        <translation>{folder} 没有席位资料：请先用 setup 建立，或用 --profile 指明别的席位（示例街道是 sample-street）。电脑坏了换新的，用 restore --copy 恢复席位。</translation>
    </message>
    <message>
        <source>The profile in {folder} cannot be read; the journal beside it is not touched. Put profile.json back from its copy, or tell the administrator.</source>
        <translation>{folder} 的席位资料无法读取，旁边的日志没有动过。请把抄存的 profile.json 放回去，或告知管理员。</translation>
    </message>
    <message>
        <source>There is a profile in {folder} already; nothing was changed.</source>
        <translation>{folder} 已有席位资料，未作改动。</translation>
    </message>
    <message>
        <source>This desk is open in another window already: work there, or close it first.</source>
        <translation>这个席位已在另一个窗口打开：请用那个窗口，或先把它关掉。</translation>
    </message>
    <message>
        <source>Enter the passphrase of this workstation.</source>
        <translation>请输入本机的启动口令。</translation>
    </message>
    <message>
        <source>No kind of event is called “{typed}”: choose one from the list, or leave it empty for now.</source>
        <translation>没有叫“{typed}”的类别：请从列表里选，或先空着（记为待核实）。</translation>
    </message>
    <message>
        <source>The two passphrases differ; nothing was made. Begin again.</source>
        <translation>两次输入的启动口令不一样；什么也没有建立，请重来。</translation>
    </message>
    <message>
        <source>“{unit}” is no division code of a unit: 4 to 12 digits, another than the upper unit&apos;s.</source>
        <translation>“{unit}”不是单位编码：4 至 12 位数字，且不同于上级单位。</translation>
    </message>
    <message>
        <source>“{station}” cannot name a workstation: 1 to 8 letters or digits, such as S1.</source>
        <translation>“{station}”不能作席位代号：1 至 8 个字母或数字，如 S1。</translation>
    </message>
    <message>
        <source>The passphrase needs at least {least} characters.</source>
        <translation>启动口令至少 {least} 个字符。</translation>
    </message>
    <message>
        <source>The passphrase is wrong.</source>
        <translation>启动口令不对。</translation>
    </message>
    <message>
        <source>The recovery key does not fit.</source>
        <translation>恢复密钥不匹配。</translation>
    </message>
    <message>
        <source>The file of keys cannot be read.</source>
        <translation>密钥文件无法读取。</translation>
    </message>
    <message>
        <source>The backup could not be made ({reason}). The journal itself is safe.</source>
        <translation>备份没有完成（{reason}），日志本身是安全的。</translation>
    </message>
    <message>
        <source>There is no screen to show the window on.</source>
        <translation>没有可用的屏幕，无法显示窗口。</translation>
    </message>
    <message>
        <source>No Chinese font is installed: install fonts-noto-cjk.</source>
        <translation>没有中文字体：请安装 fonts-noto-cjk。</translation>
    </message>
    <message>
        <source>The scenario names {kind} “{name}”, which was never made.</source>
        <translation>剧本中的 {kind}“{name}”从未建立。</translation>
    </message>
    <message>
        <source>What was waited for never came: {reason}</source>
        <translation>等待的结果没有出现：{reason}</translation>
    </message>
    <message>
        <source>The server does not answer. Everything is saved here and sent later.</source>
        <translation>连不上服务器。内容都已保存在本机，恢复后自动上传。</translation>
    </message>
    <message>
        <source>The server's certificate is not trusted. A fingerprint you were told goes behind the address: #sha256:…</source>
        <translation>服务器证书不可信。上级告知了指纹的，地址后面要加 #sha256:指纹。</translation>
    </message>
    <message>
        <source>What answers there is not our server.</source>
        <translation>对方不是本系统的服务器。</translation>
    </message>
    <message>
        <source>The server speaks version {server}, this workstation {own}. Everything is saved here.</source>
        <translation>服务器版本为 {server}，本机为 {own}，版本不同。内容都已保存在本机。</translation>
    </message>
    <message>
        <source>The server is busy. Everything is saved here and sent later.</source>
        <translation>服务器忙。内容都已保存在本机，稍后自动上传。</translation>
    </message>
    <message>
        <source>This code is for unit {unit}, not for this one. It was not used up.</source>
        <translation>这个登记码是给单位 {unit} 的，不是本单位的；没有用掉。</translation>
    </message>
    <message>
        <source>The journal still has the form of an older version and was left so: start the server first.</source>
        <translation>这份日志还是旧版本的样子，没有改动：请先用本版本启动服务器。</translation>
    </message>
    <message>
        <source>Several workstations are called {device}: {fitting}</source>
        <translation>“{device}”不止一台：{fitting}</translation>
    </message>
    <message>
        <source>The board has no account “{name}”.</source>
        <translation>没有态势页账号“{name}”。</translation>
    </message>
    <message>
        <source>http:// is not encrypted and only for this machine itself. Ask for the https:// address of {host} and its fingerprint.</source>
        <translation>http:// 不加密，只能连本机。请向上级要 {host} 的 https:// 地址和指纹。</translation>
    </message>
    <message>
        <source>This database is of the server of unit {unit}: give --unit {unit}, or none.</source>
        <translation>这个库是单位 {unit} 的服务器建的：--unit 请写 {unit}，或不写。</translation>
    </message>
    <message>
        <source>The database already holds a journal: restore into an empty one.</source>
        <translation>数据库中已有日志，请恢复到空库。</translation>
    </message>
    <message>
        <source>The backup is damaged and was not used: {reason}</source>
        <translation>备份已损坏，未采用：{reason}</translation>
    </message>
    <message>
        <source>There is no backup file {file}.</source>
        <translation>没有备份文件 {file}。</translation>
    </message>
    <message>
        <source>That is no address of a server: https://name, and #sha256:… with the fingerprint where you were told one.</source>
        <translation>服务器地址不对：形如 https://主机名，若告知了指纹则在后面加 #sha256:指纹。</translation>
    </message>
    <message>
        <source>Name or password is wrong.</source>
        <translation>账号或口令不对。</translation>
    </message>
    <message>
        <source>Too many attempts: try again in {minutes} minutes.</source>
        <translation>尝试次数过多，请 {minutes} 分钟后再试。</translation>
    </message>
    <message>
        <source>The password needs at least {least} characters.</source>
        <translation>口令至少 {least} 个字符。</translation>
    </message>
    <message>
        <source>This workstation has sent more today than the server takes. Everything is saved here and sent later.</source>
        <translation>本机今日上传已超过服务器限额。内容都已保存在本机，稍后自动上传。</translation>
    </message>
    <message>
        <source>The server refused it ({reason}).</source>
        <translation>服务器未接受（{reason}）。</translation>
    </message>
    <message>
        <source>The server could not be started: {reason}</source>
        <translation>服务器未能启动：{reason}</translation>
    </message>
    <message>
        <source>Port {port} of {host} is taken by another program.</source>
        <translation>{host} 的端口 {port} 已被占用。</translation>
    </message>
    <message>
        <source>The connection was ended.</source>
        <translation>连接已断开。</translation>
    </message>
    <message>
        <source>The server does not know this workstation: enrol it under Settings.</source>
        <translation>服务器未登记本机，请在“设置”中登记。</translation>
    </message>
    <message>
        <source>The server no longer accepts this workstation: tell the district.</source>
        <translation>服务器已停用本机，请联系上级。</translation>
    </message>
    <message>
        <source>This code is wrong.</source>
        <translation>登记码不对。</translation>
    </message>
    <message>
        <source>This code was used already.</source>
        <translation>登记码已用过。</translation>
    </message>
    <message>
        <source>This code is too old: ask for a new one.</source>
        <translation>登记码已过期，请索取新的。</translation>
    </message>
    <message>
        <source>What the server enrolled is another workstation or of another unit. Nothing was linked.</source>
        <translation>服务器登记的是另一台席位或别的单位，本机没有接入。</translation>
    </message>
    <message>
        <source>The enrolment cannot be read.</source>
        <translation>登记内容无法读取。</translation>
    </message>
    <message>
        <source>This workstation may not read that unit.</source>
        <translation>本机无权读取该单位。</translation>
    </message>
    <message>
        <source>The server could not read the request.</source>
        <translation>服务器无法读取请求。</translation>
    </message>
    <message>
        <source>The server saw this request before.</source>
        <translation>服务器已收到过这个请求。</translation>
    </message>
    <message>
        <source>The clocks of server and workstation differ too much.</source>
        <translation>本机与服务器时间相差过大。</translation>
    </message>
    <message>
        <source>The request is larger than {limit} bytes.</source>
        <translation>请求超过 {limit} 字节。</translation>
    </message>
    <message>
        <source>The request carries no valid signature.</source>
        <translation>请求没有有效签名。</translation>
    </message>
    <message>
        <source>That is not possible now ({code}).</source>
        <translation>现在不能这样做（{code}）。</translation>
    </message>
</context>
<context>
    <name>Pages</name>
    <message>
        <source>Reports</source>
        <translation>报告</translation>
    </message>
    <message>
        <source>Inbox</source>
        <translation>收件</translation>
    </message>
    <message>
        <source>Roster</source>
        <translation>值班</translation>
    </message>
    <message>
        <source>Handover</source>
        <translation>交接</translation>
    </message>
    <message>
        <source>Ledgers</source>
        <translation>台账</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
</context>
<context>
    <name>PhoneForm</name>
    <message>
        <source>District duty room</source>
        <translation>区总值班室</translation>
    </message>
    <message>
        <source>{time} {place}: {title} ({kind}). Details are being verified.</source>
        <translation>{time}接报，{place}：{title}（{kind}）。具体情况正在核实。</translation>
    </message>
    <message>
        <source>First report by phone</source>
        <translation>电话首报</translation>
    </message>
    <message>
        <source>Told to</source>
        <translation>报给</translation>
    </message>
    <message>
        <source>Taken by</source>
        <translation>接听人</translation>
    </message>
    <message>
        <source>Name of the person at the other end</source>
        <translation>对方姓名</translation>
    </message>
    <message>
        <source>At</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>now</source>
        <translation>现在</translation>
    </message>
    <message>
        <source>Said</source>
        <translation>报告内容</translation>
    </message>
    <message>
        <source>What was told, in one or two sentences</source>
        <translation>用一两句话写明报了什么</translation>
    </message>
    <message>
        <source>The other end read it back correctly</source>
        <translation>对方复述无误</translation>
    </message>
    <message>
        <source>Cancel  Esc</source>
        <translation>取消  Esc</translation>
    </message>
    <message>
        <source>Log the report  Enter</source>
        <translation>记下电话报告  Enter</translation>
    </message>
</context>
<context>
    <name>Rail</name>
    <message>
        <source>{page}, {n} waiting</source>
        <translation>{page}，{n} 项待办</translation>
    </message>
</context>
<context>
    <name>Shell</name>
    <message>
        <source>Something went wrong. What was saved is safe. The report lies in {path}.</source>
        <translation>程序出错。已保存的内容是安全的。错误报告在 {path}。</translation>
    </message>
</context>
<context>
    <name>SignInForm</name>
    <message>
        <source>Nobody has a PIN on this workstation yet: set one under Settings.</source>
        <translation>本机还没有人设置口令：请在“设置”中设置。</translation>
    </message>
    <message>
        <source>Sign in</source>
        <translation>登录</translation>
    </message>
    <message>
        <source>Person</source>
        <translation>人员</translation>
    </message>
    <message>
        <source>PIN</source>
        <translation>口令</translation>
    </message>
    <message>
        <source>I take up my post of this shift</source>
        <translation>同时签到本班岗位</translation>
    </message>
    <message>
        <source>Cancel  Esc</source>
        <translation>取消  Esc</translation>
    </message>
    <message>
        <source>Sign in  Enter</source>
        <translation>登录  Enter</translation>
    </message>
</context>
<context>
    <name>StatusBar</name>
    <message>
        <source>Not a classified system: never enter, store or send state secrets or work secrets.</source>
        <translation>本系统为非涉密系统，严禁录入、存储、传输国家秘密和工作秘密</translation>
    </message>
    <message>
        <source>F1 keys · Ctrl+K commands</source>
        <translation>F1 快捷键 · Ctrl+K 命令</translation>
    </message>
    <message>
        <source>head {code}</source>
        <translation>链首 {code}</translation>
    </message>
    <message>
        <source>chain whole</source>
        <translation>哈希链完好</translation>
    </message>
    <message>
        <source>▲ CHAIN BROKEN</source>
        <translation>▲ 哈希链断裂</translation>
    </message>
    <message>
        <source>Station {name} · journal #{n}</source>
        <translation>本机 {name} · 日志 #{n}</translation>
    </message>
    <message>
        <source>database {size} MB</source>
        <translation>数据库 {size} MB</translation>
    </message>
    <message>
        <source>never</source>
        <translation>从未</translation>
    </message>
    <message>
        <source>last backup {time}</source>
        <translation>上次备份 {time}</translation>
    </message>
    <message>
        <source>last sync {time}</source>
        <translation>上次同步 {time}</translation>
    </message>
</context>
<context>
    <name>Times</name>
    <message>
        <source>{month}/{day}</source>
        <translation>{month}月{day}日</translation>
    </message>
    <message>
        <source>{weekday} {year}/{month}/{day}</source>
        <translation>{year}年{month}月{day}日 {weekday}</translation>
    </message>
    <message>
        <source>Mon</source>
        <translation>星期一</translation>
    </message>
    <message>
        <source>Tue</source>
        <translation>星期二</translation>
    </message>
    <message>
        <source>Wed</source>
        <translation>星期三</translation>
    </message>
    <message>
        <source>Thu</source>
        <translation>星期四</translation>
    </message>
    <message>
        <source>Fri</source>
        <translation>星期五</translation>
    </message>
    <message>
        <source>Sat</source>
        <translation>星期六</translation>
    </message>
    <message>
        <source>Sun</source>
        <translation>星期日</translation>
    </message>
    <message>
        <source>{seconds} s</source>
        <translation>{seconds} 秒</translation>
    </message>
    <message>
        <source>{minutes} min {seconds} s</source>
        <translation>{minutes} 分 {seconds} 秒</translation>
    </message>
    <message>
        <source>{hours} h {minutes} min</source>
        <translation>{hours} 小时 {minutes} 分</translation>
    </message>
    <message>
        <source>{days} d {hours} h</source>
        <translation>{days} 天 {hours} 小时</translation>
    </message>
</context>
<context>
    <name>TopBar</name>
    <message>
        <source>Duty leader</source>
        <translation>带班领导</translation>
    </message>
    <message>
        <source>Primary</source>
        <translation>主班</translation>
    </message>
    <message>
        <source>Secondary</source>
        <translation>副班</translation>
    </message>
    <message>
        <source>Handover</source>
        <translation>交接班</translation>
    </message>
    <message>
        <source>Connection</source>
        <translation>连接</translation>
    </message>
    <message>
        <source>Who is signed in</source>
        <translation>当前登录人</translation>
    </message>
    <message>
        <source>here since {time}</source>
        <translation>已签到 {time}</translation>
    </message>
    <message>
        <source>not signed in</source>
        <translation>未签到</translation>
    </message>
    <message>
        <source>▲ nobody</source>
        <translation>▲ 无人</translation>
    </message>
    <message>
        <source>{name} (for {other})</source>
        <translation>{name}（代{other}）</translation>
    </message>
    <message>
        <source>◆ Not signed in</source>
        <translation>◆ 未登录</translation>
    </message>
    <message>
        <source>{name} (locked)</source>
        <translation>{name}（已锁定）</translation>
    </message>
    <message>
        <source>● Not linked · saved here</source>
        <translation>● 未联网 · 本地正常</translation>
    </message>
    <message>
        <source> · {n} to send</source>
        <translation> · 待传 {n} 条</translation>
    </message>
    <message>
        <source>● Online</source>
        <translation>● 在线</translation>
    </message>
    <message>
        <source>○ Offline · saved here{pending} · cut off {gone}</source>
        <translation>○ 离线 · 本地正常{pending} · 断网 {gone}</translation>
    </message>
    <message>
        <source>overdue {time}</source>
        <translation>已过 {time}</translation>
    </message>
    <message>
        <source>{time} to go</source>
        <translation>还有 {time}</translation>
    </message>
    <message>
        <source>▲ clock was moved by {seconds} s</source>
        <translation>▲ 时钟被改动 {seconds} 秒</translation>
    </message>
    <message>
        <source>▲ clock never compared</source>
        <translation>▲ 时钟未校准</translation>
    </message>
    <message>
        <source>clock good ±{seconds} s</source>
        <translation>时钟可信 ±{seconds}s</translation>
    </message>
    <message>
        <source>▲ clock unsure ±{seconds} s</source>
        <translation>▲ 时钟存疑 ±{seconds}s</translation>
    </message>
</context>
<context>
    <name>Vocabulary</name>
    <message>
        <source>Ungraded</source>
        <translation>未定级</translation>
    </message>
    <message>
        <source>General</source>
        <translation>一般</translation>
    </message>
    <message>
        <source>Larger</source>
        <translation>较大</translation>
    </message>
    <message>
        <source>Major</source>
        <translation>重大</translation>
    </message>
    <message>
        <source>Grave</source>
        <translation>特别重大</translation>
    </message>
    <message>
        <source>Phone report</source>
        <translation>电话首报</translation>
    </message>
    <message>
        <source>Initial report</source>
        <translation>书面初报</translation>
    </message>
    <message>
        <source>Follow-up</source>
        <translation>续报</translation>
    </message>
    <message>
        <source>Daily report</source>
        <translation>日报</translation>
    </message>
    <message>
        <source>Final report</source>
        <translation>终报</translation>
    </message>
    <message>
        <source>Supplement</source>
        <translation>补报</translation>
    </message>
    <message>
        <source>Call in</source>
        <translation>来电</translation>
    </message>
    <message>
        <source>Call out</source>
        <translation>去电</translation>
    </message>
    <message>
        <source>On scene</source>
        <translation>现场</translation>
    </message>
    <message>
        <source>Directive</source>
        <translation>指示</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>记事</translation>
    </message>
    <message>
        <source>System</source>
        <translation>系统</translation>
    </message>
    <message>
        <source>Natural disaster</source>
        <translation>自然灾害</translation>
    </message>
    <message>
        <source>Accident</source>
        <translation>事故灾难</translation>
    </message>
    <message>
        <source>Public health</source>
        <translation>公共卫生</translation>
    </message>
    <message>
        <source>Public order</source>
        <translation>社会安全</translation>
    </message>
    <message>
        <source>To be sent</source>
        <translation>待传</translation>
    </message>
    <message>
        <source>Delivered</source>
        <translation>已送达</translation>
    </message>
    <message>
        <source>Receipted</source>
        <translation>已签收</translation>
    </message>
    <message>
        <source>Undecided</source>
        <translation>未定去向</translation>
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
        <source>Noted</source>
        <translation>仅记录</translation>
    </message>
    <message>
        <source>At once</source>
        <translation>立即</translation>
    </message>
    <message>
        <source>In time</source>
        <translation>按时</translation>
    </message>
    <message>
        <source>Half the time is gone</source>
        <translation>时限过半</translation>
    </message>
    <message>
        <source>Urgent</source>
        <translation>将超时</translation>
    </message>
    <message>
        <source>Overdue</source>
        <translation>已超时</translation>
    </message>
    <message>
        <source>Done in time</source>
        <translation>按时完成</translation>
    </message>
    <message>
        <source>Done late</source>
        <translation>超时完成</translation>
    </message>
    <message>
        <source>Time not provable</source>
        <translation>时间不可证</translation>
    </message>
    <message>
        <source>Street</source>
        <translation>街道级</translation>
    </message>
    <message>
        <source>District</source>
        <translation>区级</translation>
    </message>
    <message>
        <source>City</source>
        <translation>市级</translation>
    </message>
    <message>
        <source>Duty officer</source>
        <translation>值班员</translation>
    </message>
    <message>
        <source>Duty leader</source>
        <translation>带班领导</translation>
    </message>
    <message>
        <source>District officer</source>
        <translation>区值班员</translation>
    </message>
    <message>
        <source>Administrator</source>
        <translation>管理员</translation>
    </message>
    <message>
        <source>Auditor</source>
        <translation>审计员</translation>
    </message>
    <message>
        <source>dead</source>
        <translation>死亡</translation>
    </message>
    <message>
        <source>missing</source>
        <translation>失联</translation>
    </message>
    <message>
        <source>injured</source>
        <translation>受伤</translation>
    </message>
    <message>
        <source>trapped</source>
        <translation>被困</translation>
    </message>
    <message>
        <source>moved out</source>
        <translation>转移</translation>
    </message>
    <message>
        <source>level</source>
        <translation>级别</translation>
    </message>
    <message>
        <source>status</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>sensitive</source>
        <translation>敏感</translation>
    </message>
    <message>
        <source>place</source>
        <translation>地点</translation>
    </message>
    <message>
        <source>longitude</source>
        <translation>经度</translation>
    </message>
    <message>
        <source>latitude</source>
        <translation>纬度</translation>
    </message>
    <message>
        <source>Follow-up {n}</source>
        <translation>续报（{n}）</translation>
    </message>
    <message>
        <source>late by {span}</source>
        <translation>迟报 {span}</translation>
    </message>
    <message>
        <source>in time</source>
        <translation>按时</translation>
    </message>
</context>
<context>
    <name>Watch</name>
    <message numerus="yes">
        <source>%n new in the inbox: read and give a receipt.</source>
        <translation>
            <numerusform>收件新到 %n 件：请阅读并签收。</numerusform>
        </translation>
    </message>
    <message>
        <source>▲ {title}: {step} is due soon.</source>
        <translation>▲ {title}：{step}将超时。</translation>
    </message>
    <message>
        <source>■ {title}: {step} is overdue. Send it now; it is never blocked.</source>
        <translation>■ {title}：{step}已超时，请立即发送（不会拦截）。</translation>
    </message>
</context>
</TS>
