<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN">
<context>
    <name>Messages</name>
    <message>
        <source>A distance is from {least} to {most} metres.</source>
        <translation>距离应在 {least} 至 {most} 米之间。</translation>
    </message>
    <message>
        <source>It needs at least {least} points.</source>
        <translation>至少要有 {least} 个点。</translation>
    </message>
    <message>
        <source>It takes at most {most} points.</source>
        <translation>最多 {most} 个点。</translation>
    </message>
    <message>
        <source>Its edge crosses itself: move a point.</source>
        <translation>边线自相交叉，请移动一个点。</translation>
    </message>
    <message>
        <source>This cannot be drawn in that shape.</source>
        <translation>这一类不能画成这种形状。</translation>
    </message>
    <message>
        <source>The words beside it take at most {limit} characters.</source>
        <translation>名称最多 {limit} 个字。</translation>
    </message>
    <message>
        <source>This drawing is not on this workstation.</source>
        <translation>本机没有这条标绘。</translation>
    </message>
    <message>
        <source>Another unit drew this: only that unit changes or ends it.</source>
        <translation>这是其他单位标绘的，只能由该单位修改或结束。</translation>
    </message>
    <message>
        <source>This drawing is ended already.</source>
        <translation>这条标绘已经结束。</translation>
    </message>
    <message>
        <source>This drawing is in force.</source>
        <translation>这条标绘正在生效。</translation>
    </message>
</context>
</TS>
