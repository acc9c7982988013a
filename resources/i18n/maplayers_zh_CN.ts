<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>BaseLayers</name>
    <message>
        <source>Ground</source>
        <translation>地面</translation>
    </message>
    <message>
        <source>Green areas</source>
        <translation>绿地</translation>
    </message>
    <message>
        <source>Water</source>
        <translation>水系</translation>
    </message>
    <message>
        <source>Buildings</source>
        <translation>建筑</translation>
    </message>
    <message>
        <source>Roads</source>
        <translation>道路</translation>
    </message>
    <message>
        <source>Boundaries</source>
        <translation>边界</translation>
    </message>
    <message>
        <source>Grids</source>
        <translation>网格</translation>
    </message>
    <message>
        <source>Place names</source>
        <translation>地名</translation>
    </message>
    <message>
        <source>Other</source>
        <translation>其他</translation>
    </message>
</context>
<context>
    <name>AnswerCard</name>
    <message>
        <source>{field}: {value}</source>
        <translation>{field}：{value}</translation>
    </message>
</context>
<context>
    <name>LayerPanel</name>
    <message>
        <source>Base map</source>
        <translation>底图</translation>
    </message>
  <message>
      <source>Lay {title} over the base map</source>
      <translation>把“{title}”叠加到底图之上</translation>
    </message>
    <message>
      <source>Make {title} the base map</source>
      <translation>把“{title}”作为底图</translation>
    </message>
  </context>
<context>
    <name>Vocabulary</name>
    <message>
        <source>IV</source>
        <translation>一</translation>
    </message>
    <message>
        <source>III</source>
        <translation>较</translation>
    </message>
    <message>
        <source>II</source>
        <translation>重</translation>
    </message>
    <message>
        <source>I</source>
        <translation>特</translation>
    </message>
</context>
</TS>
