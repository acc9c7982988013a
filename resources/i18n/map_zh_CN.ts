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
        <source>Invented map, over it:</source>
        <translation>虚构底图，叠加：</translation>
    </message>
    <message>
        <source>internal use</source>
        <translation>内部使用</translation>
    </message>
    <message>
        <source>Invented map</source>
        <translation>虚构地图</translation>
    </message>
    <message>
        <source>points only, no base map</source>
        <translation>仅点位，无底图</translation>
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
<context>
    <name>MapLegend</name>
    <message>
        <source>other values</source>
        <translation>其他值</translation>
    </message>
</context>
<context>
    <name>LayerStyle</name>
    <message>
        <source>Teal</source>
        <translation>青色</translation>
    </message>
    <message>
        <source>Violet</source>
        <translation>紫色</translation>
    </message>
    <message>
        <source>Brown</source>
        <translation>棕色</translation>
    </message>
    <message>
        <source>Pink</source>
        <translation>玫红</translation>
    </message>
    <message>
        <source>Olive</source>
        <translation>橄榄色</translation>
    </message>
    <message>
        <source>Green</source>
        <translation>绿色</translation>
    </message>
</context>
<context>
    <name>LayerStyleDialog</name>
    <message>
        <source>One colour, areas as outlines</source>
        <translation>单一颜色，面只画边线</translation>
    </message>
    <message>
        <source>Style of a layer</source>
        <translation>图层样式</translation>
    </message>
    <message>
        <source>Colour</source>
        <translation>颜色</translation>
    </message>
    <message>
        <source>Field</source>
        <translation>字段</translation>
    </message>
    <message>
        <source>Draw it so</source>
        <translation>按此绘制</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>As the map decides</source>
        <translation>按地图默认</translation>
    </message>
    <message>
        <source>One colour</source>
        <translation>单一颜色</translation>
    </message>
    <message>
        <source>By the values of a field</source>
        <translation>按字段取值分类</translation>
    </message>
    <message>
        <source>Points, clustered where they are many</source>
        <translation>点位，密集处聚合</translation>
    </message>
    <message>
        <source>Drawn</source>
        <translation>绘制方式</translation>
    </message>
    <message>
        <source>This layer has no field with few different values.</source>
        <translation>该图层没有取值较少的字段可供分类。</translation>
    </message>
</context>
<context>
    <name>MapPrint</name>
    <message>
        <source>several together, how many</source>
        <translation>多处合并，数字为个数</translation>
    </message>
    <message>
        <source>within {metres} m</source>
        <translation>{metres}米范围</translation>
    </message>
</context>
</TS>
