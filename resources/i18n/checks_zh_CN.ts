<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN">
<context>
    <name>Messages</name>
    <message>
        <source>Say it in at most {limit} characters.</source>
        <translation>最多 {limit} 个字。</translation>
    </message>
    <message>
        <source>{by} has answered this check already.</source>
        <translation>{by} 已应答本次查岗。</translation>
    </message>
    <message>
        <source>This check is not here.</source>
        <translation>本机没有这次查岗。</translation>
    </message>
</context>
<context>
    <name>SpotCheckForm</name>
    <message>
        <source>Answer a spot check</source>
        <translation>应答查岗</translation>
    </message>
    <message>
        <source>Who answers</source>
        <translation>应答人</translation>
    </message>
    <message>
        <source>PIN</source>
        <translation>口令</translation>
    </message>
    <message>
        <source>Your own PIN</source>
        <translation>本人口令</translation>
    </message>
    <message>
        <source>The duty leader is here</source>
        <translation>带班领导在岗</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>答复</translation>
    </message>
    <message>
        <source>If something was asked</source>
        <translation>有提问时填写</translation>
    </message>
    <message>
        <source>Cancel  Esc</source>
        <translation>取消  Esc</translation>
    </message>
    <message>
        <source>Answer  Enter</source>
        <translation>应答  Enter</translation>
    </message>
    <message>
        <source>{unit} asks: {question}</source>
        <translation>{unit}查岗提问：{question}</translation>
    </message>
    <message>
        <source>{unit} checks whether you are here.</source>
        <translation>{unit}查岗，请应答。</translation>
    </message>
</context>
<context>
    <name>SpotCalls</name>
    <message>
        <source>Spot check by {unit}, {time}: answer with your PIN. {question}</source>
        <translation>{unit} {time} 查岗，请用本人 PIN 应答。{question}</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>应答</translation>
    </message>
</context>
<context>
    <name>DayReports</name>
    <message>
        <source>Its reports of the day</source>
        <translation>收到的日报、零报告</translation>
    </message>
    <message>
        <source>none received yet</source>
        <translation>还没有收到</translation>
    </message>
    <message>
        <source>{day}  not reported: {reason}</source>
        <translation>{day}　未报，已说明：{reason}</translation>
    </message>
    <message>
        <source>{day}  {words} ({at} {by})</source>
        <translation>{day}　{words}（{at} {by}）</translation>
    </message>
    <message>
        <source> · late</source>
        <translation> · 迟报</translation>
    </message>
    <message>
        <source>▲ corrected {at} {by}; before: {before}</source>
        <translation>▲ 更正　{at} {by}；原报：{before}</translation>
    </message>
    <message>
        <source>zero report</source>
        <translation>零报告</translation>
    </message>
</context>
<context>
    <name>ChecksTab</name>
    <message>
        <source>A question, e.g. is the leader here? May stay empty.</source>
        <translation>提问，如：带班领导在岗吗？可不填</translation>
    </message>
    <message>
        <source>Question</source>
        <translation>提问</translation>
    </message>
    <message>
        <source>Check the chosen unit</source>
        <translation>查所选单位</translation>
    </message>
    <message>
        <source>Check all units</source>
        <translation>查全部单位</translation>
    </message>
    <message>
        <source>Spot checks</source>
        <translation>查岗</translation>
    </message>
    <message>
        <source>To be answered within 3 minutes (to be confirmed by this unit).</source>
        <translation>应答时限 3 分钟（待本单位核定）</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Unit</source>
        <translation>单位</translation>
    </message>
    <message>
        <source>Called</source>
        <translation>查岗时间</translation>
    </message>
    <message>
        <source>Seconds</source>
        <translation>用时（秒）</translation>
    </message>
    <message>
        <source>Answered by</source>
        <translation>应答人</translation>
    </message>
    <message>
        <source>Leader here</source>
        <translation>领导在岗</translation>
    </message>
    <message>
        <source>Question and answer</source>
        <translation>提问与答复</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>待应答</translation>
    </message>
    <message>
        <source>In time</source>
        <translation>按时应答</translation>
    </message>
    <message>
        <source>Late</source>
        <translation>超时应答</translation>
    </message>
    <message>
        <source>No answer</source>
        <translation>未应答</translation>
    </message>
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
    <name>OverviewPage</name>
    <message>
        <source>Spot checks</source>
        <translation>查岗</translation>
    </message>
    <message>
        <source>desk silent</source>
        <translation>席位失联</translation>
    </message>
</context>
</TS>
