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
<context>
    <name>UnlockWindow</name>
    <message>
        <source>Passphrase</source>
        <translation>启动口令</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>The journal of this workstation is locked: enter its passphrase.</source>
        <translation>本机日志已加锁，请输入启动口令。</translation>
    </message>
</context>
</TS>
