<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN">
<context>
    <name>LayerPanel</name>
    <message>
        <source>Layers</source>
        <translation>图层</translation>
    </message>
    <message>
        <source>{title} {count}</source>
        <translation>{title} {count}</translation>
    </message>
</context>
<context>
    <name>MapCanvas</name>
    <message>
        <source>Map</source>
        <translation>地图</translation>
    </message>
</context>
<context>
    <name>MapMishaps</name>
    <message>
        <source>⚠ Layer “{title}” cannot be drawn and is left out</source>
        <translation>⚠ 图层“{title}”无法绘制，已略去</translation>
    </message>
</context>
<context>
    <name>MapFurniture</name>
    <message>
        <source>internal use</source>
        <translation>内部使用</translation>
    </message>
    <message>
        <source>Invented map</source>
        <translation>虚构地图</translation>
    </message>
    <message>
        <source>map approval number not filled in</source>
        <translation>审图号未填写</translation>
    </message>
    <message>
        <source>Approval no. {number}</source>
        <translation>审图号 {number}</translation>
    </message>
</context>
<context>
    <name>MapSymbols</name>
    <message>
        <source>S</source>
        <comment>one letter for a shelter</comment>
        <translation>避</translation>
    </message>
    <message>
        <source>M</source>
        <comment>one letter for materials</comment>
        <translation>物</translation>
    </message>
    <message>
        <source>T</source>
        <comment>one letter for a team</comment>
        <translation>队</translation>
    </message>
</context>
<context>
    <name>ToolStrip</name>
    <message>
        <source>Layers</source>
        <translation>图层</translation>
    </message>
    <message>
        <source>Zoom in (+)</source>
        <translation>放大（+）</translation>
    </message>
    <message>
        <source>Zoom out (-)</source>
        <translation>缩小（-）</translation>
    </message>
    <message>
        <source>Show everything (Home)</source>
        <translation>显示全图（Home）</translation>
    </message>
</context>
</TS>
