<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN">
<context>
    <name>Watch</name>
    <message>
        <source>Put aside</source>
        <translation>搁置</translation>
    </message>
    <message>
        <source>Put aside by {name} until {time} ({reason}): {title}</source>
        <translation>{name}已搁置至{time}（{reason}）：{title}</translation>
    </message>
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
<context>
    <name>Messages</name>
    <message>
        <source>An alarm is put aside for 1 to {most} minutes.</source>
        <translation>警报搁置时间为 1 至{most}分钟。</translation>
    </message>
    <message>
        <source>This alarm cannot be put aside: it is overdue, of a room below, or no longer sounds.</source>
        <translation>这条警报不能搁置：已超时、属于下级单位，或已不再响。</translation>
    </message>
</context>
<context>
    <name>ShelveForm</name>
    <message>
        <source>Put the alarm aside</source>
        <translation>搁置警报</translation>
    </message>
    <message>
        <source>Alarm</source>
        <translation>警报</translation>
    </message>
    <message>
        <source>Minutes</source>
        <translation>分钟</translation>
    </message>
    <message>
        <source>1 to 30</source>
        <translation>1 至 30</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>理由</translation>
    </message>
    <message>
        <source>Cancel  Esc</source>
        <translation>取消  Esc</translation>
    </message>
    <message>
        <source>Put aside  Enter</source>
        <translation>搁置  Enter</translation>
    </message>
</context>
</TS>
