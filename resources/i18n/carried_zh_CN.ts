<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN">
<context>
    <name>Vocabulary</name>
    <message>
        <source>lines of the log</source>
        <translation>日志</translation>
    </message>
    <message>
        <source>people on duty</source>
        <translation>值班人员</translation>
    </message>
    <message>
        <source>units</source>
        <translation>单位</translation>
    </message>
    <message>
        <source>shifts</source>
        <translation>班次</translation>
    </message>
    <message>
        <source>handover sheets</source>
        <translation>交接班</translation>
    </message>
    <message>
        <source>days of the roster</source>
        <translation>值班表</translation>
    </message>
    <message>
        <source>swaps</source>
        <translation>串班</translation>
    </message>
    <message>
        <source>leaves</source>
        <translation>请假</translation>
    </message>
    <message>
        <source>open matters</source>
        <translation>待办事项</translation>
    </message>
    <message>
        <source>reports</source>
        <translation>报告</translation>
    </message>
    <message>
        <source>receipts</source>
        <translation>签收</translation>
    </message>
    <message>
        <source>directives</source>
        <translation>批示</translation>
    </message>
    <message>
        <source>incidents</source>
        <translation>事件</translation>
    </message>
    <message>
        <source>times without the server</source>
        <translation>联络中断</translation>
    </message>
    <message>
        <source>alarms</source>
        <translation>警报</translation>
    </message>
    <message>
        <source>values put aside</source>
        <translation>未采用</translation>
    </message>
    <message>
        <source>clock notes</source>
        <translation>时钟记录</translation>
    </message>
    <message>
        <source>reminders</source>
        <translation>回访提醒</translation>
    </message>
    <message>
        <source>daily reports</source>
        <translation>日报</translation>
    </message>
    <message>
        <source>roll-calls</source>
        <translation>点名</translation>
    </message>
    <message>
        <source>answers to roll-calls</source>
        <translation>点名应答</translation>
    </message>
    <message>
        <source>spot checks</source>
        <translation>查岗</translation>
    </message>
    <message>
        <source>special periods</source>
        <translation>特殊时期</translation>
    </message>
    <message>
        <source>papers</source>
        <translation>文书</translation>
    </message>
    <message>
        <source>drawings</source>
        <translation>标绘</translation>
    </message>
    <message>
        <source>event codes</source>
        <translation>事件编码</translation>
    </message>
    <message>
        <source>message templates</source>
        <translation>通知模板</translation>
    </message>
    <message>
        <source>other records</source>
        <translation>其他记录</translation>
    </message>
</context>
</TS>
