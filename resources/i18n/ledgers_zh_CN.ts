<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
    <context>
        <name>FieldBox</name>
        <message>
            <source>Show (recorded)</source>
            <translation>显示（留痕）</translation>
        </message>
    </context>
    <context>
        <name>LedgerForm</name>
        <message>
            <source>Changes are not saved yet: save them or give them up first.</source>
            <translation>还有未保存的修改：请先保存或放弃修改。</translation>
        </message>
        <message>
            <source>Give up changes</source>
            <translation>放弃修改</translation>
        </message>
        <message>
            <source>New row</source>
            <translation>新增</translation>
        </message>
        <message>
            <source>Coordinate</source>
            <translation>坐标</translation>
        </message>
            <message>
            <source>Save</source>
            <translation>保存</translation>
        </message>
        <message>
            <source>Verified today</source>
            <translation>今日已核验</translation>
        </message>
        <message>
            <source>On the map</source>
            <translation>在地图上看</translation>
        </message>
    </context>
    <context>
        <name>Ledgers</name>
        <message>
            <source>yes</source>
            <translation>是</translation>
        </message>
        <message>
            <source>no</source>
            <translation>否</translation>
        </message>
    </context>
    <context>
        <name>LedgersPage</name>
        <message>
            <source>New row</source>
            <translation>新增</translation>
        </message>
        <message>
            <source>Ledgers</source>
            <translation>台账</translation>
        </message>
        <message>
            <source>Filter: any words, in any order</source>
            <translation>筛选：任意词，顺序不限</translation>
        </message>
        <message>
            <source>Filter</source>
            <translation>筛选</translation>
        </message>
        <message>
            <source>{shown} of {total}</source>
            <translation>{shown} / {total} 条</translation>
        </message>
        <message numerus="yes">
            <source>%n to be verified again</source>
            <translation>
                <numerusform>%n 条需重新核验</numerusform>
            </translation>
        </message>
        <message>
            <source>Saved</source>
            <translation>已保存</translation>
        </message>
        <message>
            <source>Verified today</source>
            <translation>今日已核验</translation>
        </message>
    </context>
</TS>
