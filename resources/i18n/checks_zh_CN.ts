<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN">
<context>
    <name>Messages</name>
    <message>
        <source>Say it in at most {limit} characters.</source>
        <translation>最多 {limit} 个字。</translation>
    </message>
    <message>
        <source>{by} has answered this check already.</source>
        <translation>{by} 已应答本次查岗。</translation>
    </message>
    <message>
        <source>This check is not here.</source>
        <translation>本机没有这次查岗。</translation>
    </message>
</context>
</TS>
