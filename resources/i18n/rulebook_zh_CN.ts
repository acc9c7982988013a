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
</TS>
