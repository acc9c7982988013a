<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>ServerLoop</name>
    <message>
        <source>The sample&apos;s server ended by itself (time {count}); it is started anew in {seconds} s. Everything here goes on, entries wait to be sent.</source>
        <translation>示例服务器意外停止（第 {count} 次），{seconds} 秒后自动重新启动。本席位照常工作，记录待传。</translation>
    </message>
    <message>
        <source>The sample&apos;s server runs again.</source>
        <translation>示例服务器已恢复运行。</translation>
    </message>
</context>
</TS>
