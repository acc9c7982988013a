<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>ReviewPage</name>
    <message>
        <source>Nothing was made less serious.</source>
        <translation>没有从轻处理的事项。</translation>
    </message>
</context>
<context>
    <name>SketchList</name>
    <message>
        <source>Nothing is drawn yet: choose the tool for drawing at the left.</source>
        <translation>还没有标绘：请在左侧选择标绘工具。</translation>
    </message>
</context>
<context>
    <name>Finder</name>
    <message>
        <source>Type any word or number: hits are listed while you type.</source>
        <translation>输入任意词或编号，边输边列出结果。</translation>
    </message>
    <message>
        <source>Nothing found.</source>
        <translation>没有找到。</translation>
    </message>
</context>
<context>
    <name>PicturesSection</name>
    <message>
        <source>No picture map yet: add a service, an MBTiles file or a folder of tiles.</source>
        <translation>还没有影像底图：可添加在线服务、MBTiles 文件或瓦片文件夹。</translation>
    </message>
</context>
</TS>
