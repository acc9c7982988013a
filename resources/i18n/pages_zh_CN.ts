<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
    <context>
        <name>Exporting</name>
        <message>
            <source>{path} could not be written: {reason}</source>
            <translation>{path} 无法写入：{reason}</translation>
        </message>
        <message>
            <source>Saved: {path}</source>
            <translation>已保存：{path}</translation>
        </message>
    </context>
    <context>
        <name>PaperView</name>
        <message>
            <source>Preview of the paper</source>
            <translation>纸面预览</translation>
        </message>
    </context>
    <context>
        <name>SignBox</name>
        <message>
            <source>Who signs</source>
            <translation>签字人</translation>
        </message>
        <message>
            <source>PIN</source>
            <translation>口令</translation>
        </message>
        <message>
            <source>Sign</source>
            <translation>签字</translation>
        </message>
        <message>
            <source>Not now</source>
            <translation>暂不</translation>
        </message>
        <message>
            <source>(no PIN here)</source>
            <translation>（本机未设 PIN）</translation>
        </message>
    </context>
</TS>
