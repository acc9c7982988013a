<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>LineDeeds</name>
    <message>
        <source>Into which incident</source>
        <translation>归入哪起事件</translation>
    </message>
    <message>
        <source>New incident from this call…</source>
        <translation>由这个来电新建事件…</translation>
    </message>
    <message>
        <source>There is no open incident.</source>
        <translation>没有在办事件。</translation>
    </message>
</context>
<context>
    <name>LogMenu</name>
    <message>
        <source>Into an incident…</source>
        <translation>归入事件…</translation>
    </message>
    <message>
        <source>Make it an incident…</source>
        <translation>列为事件…</translation>
    </message>
    <message>
        <source>Pass on…</source>
        <translation>转交…</translation>
    </message>
    <message>
        <source>Only note</source>
        <translation>仅记录</translation>
    </message>
</context>
<context>
    <name>Actions</name>
    <message>
        <source>Log entry into an incident</source>
        <translation>日志归入事件</translation>
    </message>
</context>
<context>
    <name>SignInForm</name>
    <message>
        <source>Invented sample: the PIN of everybody is {pin}.</source>
        <translation>示例街道（虚构）：每个人的口令都是 {pin}。</translation>
    </message>
</context>
</TS>
