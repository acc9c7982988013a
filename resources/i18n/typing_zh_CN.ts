<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>ReportPage</name>
    <message>
        <source>It has left. What you typed since stands in the next report.</source>
        <translation>已报出。此后输入的内容已转入下一份报告。</translation>
    </message>
</context>
<context>
    <name>LeavePanel</name>
    <message>
        <source>Entered</source>
        <translation>已登记</translation>
    </message>
</context>
</TS>
