<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>Messages</name>
    <message>
        <source>At most {days} days at once; nothing is limited to thirty.</source>
        <translation>一次最多 {days} 天（不限 30 天）。</translation>
    </message>
    <message>
        <source>Choose the unit it goes to.</source>
        <translation>请选择送往哪个单位。</translation>
    </message>
    <message>
        <source>Say why a level is left out, e.g. the line to the district is dead.</source>
        <translation>请写明越级上报的原因，例如“区值班电话不通”。</translation>
    </message>
    <message>
        <source>The later incident goes into the earlier one, so that no clock starts anew.</source>
        <translation>请把接报晚的并入接报早的，时限不会重新计时。</translation>
    </message>
    <message>
        <source>The span ends before it begins: check both days.</source>
        <translation>结束早于开始，请核对两个日期。</translation>
    </message>
    <message>
        <source>There is no tier above the upper one to report to.</source>
        <translation>上级之上没有可越级上报的单位。</translation>
    </message>
    <message>
        <source>These are one incident already.</source>
        <translation>这已经是同一个事件。</translation>
    </message>
    <message>
        <source>This incident is another room's; only its own room changes it.</source>
        <translation>这是别的单位的事件，只能由该单位更改。</translation>
    </message>
    <message>
        <source>This incident was not merged into another one.</source>
        <translation>该事件没有并入别的事件。</translation>
    </message>
    <message>
        <source>This report belongs to an incident of this room already.</source>
        <translation>这份报告已归入本室的事件。</translation>
    </message>
    <message>
        <source>This report was returned already; wait for the answer.</source>
        <translation>这份报告已退回，请等对方答复。</translation>
    </message>
</context>
<context>
    <name>Vocabulary</name>
    <message>
        <source>Department</source>
        <translation>委办局</translation>
    </message>
</context>
</TS>
