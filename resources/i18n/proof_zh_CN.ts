<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN">
<context>
    <name>ReportPage</name>
    <message>
        <source>{name}, countersigned.pdf</source>
        <translation>{name}（补签）.pdf</translation>
    </message>
</context>
</TS>
