<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>Messages</name>
    <message>
        <source>A daily report takes at most {limit} characters.</source>
        <translation>日报最多 {limit} 字。</translation>
    </message>
    <message>
        <source>A period takes at most {limit} days.</source>
        <translation>一个特殊时期最多 {limit} 天。</translation>
    </message>
    <message>
        <source>Days of this period have begun; they cannot be taken away. End it instead.</source>
        <translation>该时期已经开始，已过的日子不能取消；请改为结束。</translation>
    </message>
    <message>
        <source>Give the period a name.</source>
        <translation>请填写特殊时期的名称。</translation>
    </message>
    <message>
        <source>The period ends before it begins: check both days.</source>
        <translation>结束日期早于开始日期，请核对。</translation>
    </message>
    <message>
        <source>The table of seasons cannot be read: {reason}</source>
        <translation>季节性时期表无法读取：{reason}</translation>
    </message>
    <message>
        <source>This day has not come yet.</source>
        <translation>这一天还没有到。</translation>
    </message>
    <message>
        <source>This day is reported already.</source>
        <translation>这一天已经报过了。</translation>
    </message>
    <message>
        <source>This period is not known here.</source>
        <translation>没有这个特殊时期。</translation>
    </message>
    <message>
        <source>This period is over.</source>
        <translation>这个特殊时期已经结束。</translation>
    </message>
</context>
<context>
    <name>Vocabulary</name>
    <message>
        <source>Zero report</source>
        <translation>零报告</translation>
    </message>
</context>
<context>
    <name>Watch</name>
    <message>
        <source>Nobody took note: tell the duty leader {who} at once.</source>
        <translation>无人确认：请立即报告带班领导 {who}。</translation>
    </message>
    <message>
        <source>The upper tier is told.</source>
        <translation>已提醒上级。</translation>
    </message>
    <message>
        <source>Unheard below: {words} Call the duty room.</source>
        <translation>下级无人确认：{words}请电话联系其值班室。</translation>
    </message>
    <message>
        <source>▲ {title}: half the time for {step} is gone.</source>
        <translation>▲ {title}：{step}时限已过半。</translation>
    </message>
    <message>
        <source>▲ {title}: {step} is due now or soon.</source>
        <translation>▲ {title}：{step}应立即报出或即将到时限。</translation>
    </message>
</context>
</TS>
