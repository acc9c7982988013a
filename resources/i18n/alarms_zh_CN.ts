<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN">
<context>
    <name>Watch</name>
    <message>
        <source>■ Roll-call “{title}” silent after the limit. Call them.</source>
        <translation>■ 点名“{title}”已到时限仍未应答，请逐一电话催问。</translation>
    </message>
    <message>
        <source>Open the roll-call</source>
        <translation>打开点名</translation>
    </message>
</context>
<context>
    <name>Actions</name>
    <message>
        <source>List of alarms</source>
        <translation>警报清单</translation>
    </message>
</context>
<context>
    <name>AlarmList</name>
    <message>
        <source>Alarms that stand</source>
        <translation>当前警报</translation>
    </message>
    <message>
        <source>No alarm calls now.</source>
        <translation>当前没有警报。</translation>
    </message>
    <message>
        <source>{n} alarms call</source>
        <translation>当前警报{n}条</translation>
    </message>
</context>
<context>
    <name>BannerStack</name>
    <message>
        <source>{n} more: open the list of alarms</source>
        <translation>另有{n}条：打开警报清单</translation>
    </message>
</context>
</TS>
