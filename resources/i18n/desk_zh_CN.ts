<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN">
<context>
    <name>LogExcerpt</name>
    <message>
        <source>Found in the log</source>
        <translation>日志中查到的记录</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
</context>
<context>
    <name>LogMenu</name>
    <message>
        <source>Correct…</source>
        <translation>更正…</translation>
    </message>
    <message>
        <source>Adopt</source>
        <translation>认领</translation>
    </message>
    <message>
        <source>Show the number (recorded)</source>
        <translation>显示号码（记录在案）</translation>
    </message>
</context>
</TS>
