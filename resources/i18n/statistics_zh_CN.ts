<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
    <context>
        <name>Statistics</name>
        <message>
            <source>Reports in time</source>
            <translation>按时上报</translation>
        </message>
        <message>
            <source>Reports late</source>
            <translation>迟报</translation>
        </message>
        <message>
            <source>Reports not provable</source>
            <translation>时间不可证</translation>
        </message>
        <message>
            <source>Incidents</source>
            <translation>接报事件</translation>
        </message>
        <message>
            <source>Drills (apart)</source>
            <translation>演习（另计）</translation>
        </message>
        <message>
            <source>Calls in</source>
            <translation>来电</translation>
        </message>
        <message>
            <source>Calls out</source>
            <translation>去电</translation>
        </message>
        <message>
            <source>Log lines</source>
            <translation>日志条目</translation>
        </message>
        <message>
            <source>Calls undecided</source>
            <translation>来电待判定</translation>
        </message>
        <message>
            <source>Alarms</source>
            <translation>告警</translation>
        </message>
        <message>
            <source>Alarms nobody took note of</source>
            <translation>告警未确认</translation>
        </message>
        <message>
            <source>Time to take note, median</source>
            <translation>告警确认用时（中位）</translation>
        </message>
        <message>
            <source>Other grids</source>
            <translation>其他网格</translation>
        </message>
        <message>
            <source>Not told</source>
            <translation>未注明</translation>
        </message>
        <message>
            <source>Incidents by hour of receiving</source>
            <translation>事件 · 按接报时段</translation>
        </message>
        <message>
            <source>Incidents by class</source>
            <translation>事件 · 按类别</translation>
        </message>
        <message>
            <source>Incidents by level</source>
            <translation>事件 · 按等级</translation>
        </message>
        <message>
            <source>Incidents by grid</source>
            <translation>事件 · 按网格</translation>
        </message>
        <message>
            <source>Period</source>
            <translation>期间</translation>
        </message>
    </context>
    <context>
        <name>StatisticsPage</name>
        <message>
            <source>Period</source>
            <translation>期间</translation>
        </message>
        <message>
            <source>Day</source>
            <translation>日</translation>
        </message>
        <message>
            <source>Month</source>
            <translation>月</translation>
        </message>
        <message>
            <source>Year</source>
            <translation>年</translation>
        </message>
        <message>
            <source>Earlier</source>
            <translation>前一期</translation>
        </message>
        <message>
            <source>Later</source>
            <translation>后一期</translation>
        </message>
        <message>
            <source>Save as Excel</source>
            <translation>导出 Excel</translation>
        </message>
        <message>
            <source>Statistics</source>
            <translation>统计</translation>
        </message>
    </context>
    <context>
        <name>Pages</name>
        <message>
            <source>Statistics</source>
            <translation>统计</translation>
        </message>
    </context>
</TS>
