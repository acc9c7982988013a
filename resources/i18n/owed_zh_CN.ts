<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN">
<context>
    <name>Review</name>
    <message>
        <source>days never reported</source>
        <translation>逾期日报不再补报</translation>
    </message>
</context>
<context>
    <name>DayBox</name>
    <message>
        <source>Not reported any more…</source>
        <translation>不再补报…</translation>
    </message>
    <message numerus="yes">
        <source> · %n day(s) overdue</source>
        <translation>
            <numerusform> · 共 %n 天逾期</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Messages</name>
    <message>
        <source>Only an overdue day can be explained instead of reported.</source>
        <translation>只有逾期的日子才能改为说明原因。</translation>
    </message>
</context>
<context>
    <name>ExplainDaysForm</name>
    <message>
        <source>Days never reported</source>
        <translation>逾期日报不再补报</translation>
    </message>
    <message>
        <source>Why it was not reported</source>
        <translation>未报原因</translation>
    </message>
    <message>
        <source>In one sentence</source>
        <translation>一句话写明</translation>
    </message>
    <message>
        <source>Up to and with</source>
        <translation>截至（含）</translation>
    </message>
    <message>
        <source>Leader</source>
        <translation>带班领导</translation>
    </message>
    <message>
        <source>PIN</source>
        <translation>PIN</translation>
    </message>
    <message>
        <source>The leader's own PIN</source>
        <translation>带班领导本人的 PIN</translation>
    </message>
    <message>
        <source>Cancel  Esc</source>
        <translation>取消  Esc</translation>
    </message>
    <message>
        <source>Sign  Enter</source>
        <translation>签字  Enter</translation>
    </message>
    <message numerus="yes">
        <source>%n day(s) overdue, the oldest is {day}.</source>
        <translation>
            <numerusform>%n 天逾期未报，最早 {day}。</numerusform>
        </translation>
    </message>
    <message>
        <source>A late report is still a report: send it if you can.</source>
        <translation>晚报也是报：能补报的请补报。</translation>
    </message>
</context>
</TS>
