<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>Settings</name>
    <message>
        <source>Special periods</source>
        <translation>特殊时期</translation>
    </message>
</context>
<context>
    <name>PeriodsSection</name>
    <message>
        <source>Special periods</source>
        <translation>特殊时期</translation>
    </message>
    <message>
        <source>First day</source>
        <translation>起始日</translation>
    </message>
    <message>
        <source>Last day</source>
        <translation>截止日</translation>
    </message>
    <message>
        <source>confirmed by the unit</source>
        <translation>本单位已核定</translation>
    </message>
    <message>
        <source>Name, e.g. the meeting's short name</source>
        <translation>名称，如会议简称</translation>
    </message>
    <message>
        <source>Source, e.g. title and number of the notice</source>
        <translation>依据，如通知名称和文号</translation>
    </message>
    <message>
        <source>Why it ends now (for ending it)</source>
        <translation>提前结束的原因（结束时填写）</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>New period</source>
        <translation>新增时期</translation>
    </message>
    <message>
        <source>End with today</source>
        <translation>今日结束</translation>
    </message>
    <message>
        <source>On these days the rule packs in force owe daily reports of open incidents and zero reports.</source>
        <translation>这些日子里，按现行规则包，在办事件要报日报，本单位要报零报告。</translation>
    </message>
    <message>
        <source>Kept: an entry of the journal; the reports of these days are owed</source>
        <translation>已保存并记入流水；这些日子的报告从此应报</translation>
    </message>
    <message>
        <source>Ended; the days before stay on file</source>
        <translation>已结束；此前的日子仍留存</translation>
    </message>
    <message>
        <source>called off</source>
        <translation>已取消</translation>
    </message>
    <message>
        <source>over</source>
        <translation>已结束</translation>
    </message>
    <message>
        <source>ahead</source>
        <translation>未开始</translation>
    </message>
    <message>
        <source>now</source>
        <translation>进行中</translation>
    </message>
    <message>
        <source>daily</source>
        <translation>日报</translation>
    </message>
    <message>
        <source>zero</source>
        <translation>零报告</translation>
    </message>
    <message>
        <source>none</source>
        <translation>不需报</translation>
    </message>
    <message>
        <source>{first} to {last}</source>
        <translation>{first} 至 {last}</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Period</source>
        <translation>时期</translation>
    </message>
    <message>
        <source>Days</source>
        <translation>起止日期</translation>
    </message>
    <message>
        <source>Switches on</source>
        <translation>应报</translation>
    </message>
    <message>
        <source>Confirmed</source>
        <translation>核定</translation>
    </message>
    <message>
        <source>confirmed</source>
        <translation>已核定</translation>
    </message>
    <message>
        <source>unit to confirm</source>
        <translation>待本单位核定</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>依据</translation>
    </message>
</context>
<context>
    <name>Settings</name>
    <message>
        <source>Event codes</source>
        <translation>事件编码</translation>
    </message>
</context>
<context>
    <name>CodesSection</name>
    <message>
        <source>Event codes</source>
        <translation>事件编码</translation>
    </message>
    <message>
        <source>compared with the source</source>
        <translation>已与依据核对</translation>
    </message>
    <message>
        <source>Find by code, name or initials, e.g. jzkt</source>
        <translation>按编码、名称或拼音首字母查找，如 jzkt</translation>
    </message>
    <message>
        <source>Code, e.g. 12P19</source>
        <translation>编码，如 12P19</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Source of code and name</source>
        <translation>编码和名称的依据</translation>
    </message>
    <message>
        <source>Why it is retired (for retiring)</source>
        <translation>停用原因（停用时填写）</translation>
    </message>
    <message>
        <source>Belongs under</source>
        <translation>上级类别</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>New code</source>
        <translation>新增编码</translation>
    </message>
    <message>
        <source>Retire</source>
        <translation>停用</translation>
    </message>
    <message>
        <source>An incident keeps the name its code had when chosen. A retired code is no longer offered.</source>
        <translation>事件保留当时选定的编码名称。停用的编码不再供选择。</translation>
    </message>
    <message>
        <source>Offer it again</source>
        <translation>恢复使用</translation>
    </message>
    <message>
        <source>Kept: an entry of the journal</source>
        <translation>已保存并记入流水</translation>
    </message>
    <message>
        <source>Offered again</source>
        <translation>已恢复使用</translation>
    </message>
    <message>
        <source>Retired; nothing is deleted</source>
        <translation>已停用，记录仍保留</translation>
    </message>
    <message>
        <source>Code</source>
        <translation>编码</translation>
    </message>
    <message>
        <source>Class</source>
        <translation>分类</translation>
    </message>
    <message>
        <source>Initials</source>
        <translation>首字母</translation>
    </message>
    <message>
        <source>Confirmed</source>
        <translation>核定</translation>
    </message>
    <message>
        <source>confirmed</source>
        <translation>已核定</translation>
    </message>
    <message>
        <source>unit to confirm</source>
        <translation>待本单位核定</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>依据</translation>
    </message>
    <message>
        <source>retired</source>
        <translation>已停用</translation>
    </message>
    <message>
        <source>own</source>
        <translation>本单位</translation>
    </message>
    <message>
        <source>shipped</source>
        <translation>自带</translation>
    </message>
</context>
<context>
    <name>Messages</name>
    <message>
        <source>A code is 3 to 8 capital letters and figures, e.g. 12P19.</source>
        <translation>编码为 3 至 8 位大写字母和数字，如 12P19。</translation>
    </message>
    <message>
        <source>{typed} is taken already: {name}.</source>
        <translation>{typed} 已被占用：{name}。</translation>
    </message>
    <message>
        <source>Choose the kind it belongs under.</source>
        <translation>请选择上级类别。</translation>
    </message>
    <message>
        <source>A code below this kind begins with {stem}, so that its rules count.</source>
        <translation>该类别下的编码须以 {stem} 开头，规则才适用。</translation>
    </message>
    <message>
        <source>Choose a code first.</source>
        <translation>请先选定编码。</translation>
    </message>
    <message>
        <source>Give the kind a name.</source>
        <translation>请填写名称。</translation>
    </message>
    <message>
        <source>Say where the code or its name comes from.</source>
        <translation>请填写编码或名称的依据。</translation>
    </message>
</context>
<context>
    <name>AlarmForm</name>
    <message>
        <source>“At once” rings after (min)</source>
        <translation>“立即”的义务几分钟后响铃</translation>
    </message>
    <message>
        <source>Not noted: to the leader after (min)</source>
        <translation>几分钟无人确认提醒带班领导</translation>
    </message>
    <message>
        <source>Not noted: to the upper tier after (min)</source>
        <translation>几分钟无人确认提醒上级</translation>
    </message>
    <message>
        <source>Noted but still late: again after (min)</source>
        <translation>确认后仍超时，几分钟再响</translation>
    </message>
    <message>
        <source>Confirmed by, with the document</source>
        <translation>核定人及依据文件</translation>
    </message>
    <message>
        <source>confirmed</source>
        <translation>已核定</translation>
    </message>
</context>
<context>
    <name>RuleEditorSection</name>
    <message>
        <source>Keep the alarm times</source>
        <translation>保存提醒时间</translation>
    </message>
    <message>
        <source>When alarms sound and whom they reach</source>
        <translation>提醒时间与逐级提醒</translation>
    </message>
</context>
<context>
    <name>IncidentForm</name>
    <message>
        <source>Earlier values</source>
        <translation>历次数据</translation>
    </message>
</context>
<context>
    <name>ReportForm</name>
    <message>
        <source>Earlier values</source>
        <translation>历次数据</translation>
    </message>
</context>
<context>
    <name>FigureHistoryDialog</name>
    <message>
        <source>Earlier values: {figure}</source>
        <translation>历次数据：{figure}</translation>
    </message>
    <message>
        <source>all figures</source>
        <translation>全部数据</translation>
    </message>
    <message>
        <source>Nobody has told a value yet.</source>
        <translation>还没有人报过这个数。</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Figure</source>
        <translation>项目</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>数值</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>来源</translation>
    </message>
    <message>
        <source>Person</source>
        <translation>经手人</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>Verified by</source>
        <translation>核实人</translation>
    </message>
    <message>
        <source>unknown</source>
        <translation>未知</translation>
    </message>
</context>
</TS>
