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
<context>
    <name>Leaving</name>
    <message>
        <source>, </source>
        <translation>、</translation>
    </message>
    <message>
        <source>Half-typed text stands on: {pages}. Keep it there, or close once more: then it is given up.</source>
        <translation>以下页面还有未保存的输入：{pages}。请先保存；再关闭一次即放弃这些输入。</translation>
    </message>
    <message>
        <source>Close all the same</source>
        <translation>仍然关闭</translation>
    </message>
</context>
<context>
    <name>Shell</name>
    <message>
        <source>, </source>
        <translation>、</translation>
    </message>
    <message>
        <source>Half-typed text stands on: {pages}. There the words change once it is kept or cleared.</source>
        <translation>以下页面还有未保存的输入：{pages}。保存或清空后，这些页面才换成所选语言。</translation>
    </message>
</context>
<context>
    <name>SideWindow</name>
    <message>
        <source>What you typed is not kept yet. Once more, and it is given up.</source>
        <translation>输入内容尚未保存。再按一次即放弃。</translation>
    </message>
</context>
<context>
    <name>EntryBox</name>
    <message>
        <source>Only digits: a PIN belongs to {key} and never into the log. Enter once more writes them down.</source>
        <translation>只有数字，尚未记入：口令请按 {key} 再输，不要写进日志。再按一次回车则照原样记入。</translation>
    </message>
    <message>
        <source>There is no command /{typed}: did you mean {likely}? Enter once more writes it down as it stands.</source>
        <translation>没有“/{typed}”这个命令，尚未执行。是不是 {likely}？再按一次回车则照原样记入。</translation>
    </message>
    <message>
        <source>, </source>
        <translation>、</translation>
    </message>
</context>
</TS>
