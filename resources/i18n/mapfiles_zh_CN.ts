<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>Messages</name>
    <message>
        <source>Reading {file} was stopped.</source>
        <translation>已停止读取 {file}。</translation>
    </message>
    <message>
        <source>{file} is no map file of a known kind.</source>
        <translation>{file} 不是可识别的地图文件。</translation>
    </message>
    <message>
        <source>{file} unpacks to far more than a map needs and was refused.</source>
        <translation>{file} 解压后大得不像地图，已拒绝。</translation>
    </message>
    <message>
        <source>There is no map in {file}.</source>
        <translation>{file} 里没有地图文件。</translation>
    </message>
    <message>
        <source>{file} is built like an attack on its reader and was refused.</source>
        <translation>{file} 的内容像是攻击读取程序的，已拒绝。</translation>
    </message>
    <message>
        <source>One outline in {file} has {points} points; at most {limit} can be drawn. Simplify it first.</source>
        <translation>{file} 里有一条边界多达 {points} 个点，最多只能画 {limit} 个。请先简化。</translation>
    </message>
    <message>
        <source>{file} has {points} points; at most {limit} can be drawn. Cut it to your area first.</source>
        <translation>{file} 共有 {points} 个点，最多只能画 {limit} 个。请先裁到本辖区。</translation>
    </message>
    <message>
        <source>{file} is labelled {label}, but its numbers are no degrees: choose the city&apos;s own plane.</source>
        <translation>{file} 标注为 {label}，但数字不是经纬度：请选择地方平面坐标。</translation>
    </message>
    <message>
        <source>With these parameters {file} does not lie in China: check the parameters of the plane.</source>
        <translation>按这组参数，{file} 不在中国境内：请核对平面坐标参数。</translation>
    </message>
    <message>
        <source>No survey gives such parameters of a plane.</source>
        <translation>测绘部门不会给出这样的平面坐标参数。</translation>
    </message>
    <message>
        <source>This link belongs to no map service that is known here.</source>
        <translation>这个链接不是已知地图服务的。</translation>
    </message>
    <message>
        <source>This link tells no coordinate. Open it, then copy the coordinate itself.</source>
        <translation>这个链接里没有坐标。请打开后复制坐标本身。</translation>
    </message>
    <message>
        <source>This link gives the service&apos;s own metres. Copy the coordinate in degrees instead.</source>
        <translation>这个链接给的是该服务自己的米制坐标。请改为复制经纬度。</translation>
    </message>
</context>
</TS>
