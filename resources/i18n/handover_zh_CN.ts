<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
    <context>
        <name>CheckBox</name>
        <message>
            <source>– not checked</source>
            <translation>– 未检</translation>
        </message>
        <message>
            <source>✓ in order</source>
            <translation>✓ 正常</translation>
        </message>
        <message>
            <source>✕ faulty</source>
            <translation>✕ 异常</translation>
        </message>
    </context>
    <context>
        <name>CustodyList</name>
        <message>
            <source>How many: {name}</source>
            <translation>{name}数量</translation>
        </message>
        <message>
            <source>Note</source>
            <translation>备注</translation>
        </message>
        <message>
            <source>Note on {name}</source>
            <translation>{name}备注</translation>
        </message>
    </context>
    <context>
        <name>EquipmentList</name>
        <message>
            <source>Note</source>
            <translation>备注</translation>
        </message>
        <message>
            <source>Note on {name}</source>
            <translation>{name}备注</translation>
        </message>
    </context>
    <context>
        <name>HandedList</name>
        <message>
            <source>What goes on, what to watch</source>
            <translation>移交内容、注意事项</translation>
        </message>
        <message>
            <source>Handed over about {title}</source>
            <translation>{title}移交内容</translation>
        </message>
        <message>
            <source>Who goes on</source>
            <translation>责任人</translation>
        </message>
        <message>
            <source>Who goes on with {title}</source>
            <translation>{title}责任人</translation>
        </message>
    </context>
    <context>
        <name>Handover</name>
        <message>
            <source>Begun</source>
            <translation>已开始</translation>
        </message>
        <message>
            <source>Both signed</source>
            <translation>双方已签</translation>
        </message>
        <message>
            <source>Complete</source>
            <translation>已归档</translation>
        </message>
        <message>
            <source>Void</source>
            <translation>作废</translation>
        </message>
        <message>
            <source>1 Check the equipment, begin: the sheet is numbered and frozen</source>
            <translation>1 点检设备后开始交接：交接单编号并冻结</translation>
        </message>
        <message>
            <source>1 Begun {time} · No. {number}</source>
            <translation>1 {time} 已开始 · {number}</translation>
        </message>
        <message>
            <source>2 Outgoing</source>
            <translation>2 交班人</translation>
        </message>
        <message>
            <source>3 Incoming</source>
            <translation>3 接班人</translation>
        </message>
        <message>
            <source>4 Duty leader (now or later)</source>
            <translation>4 带班领导（可后补）</translation>
        </message>
        <message>
            <source>{who}: not signed</source>
            <translation>{who}：未签字</translation>
        </message>
        <message>
            <source>{who}: {name} signed {time}</source>
            <translation>{who}：{name} {time} 已签字</translation>
        </message>
    </context>
    <context>
        <name>HandoverPage</name>
        <message>
            <source>The incoming signs with his or her own PIN</source>
            <translation>接班人用本人口令签到并签字</translation>
        </message>
        <message>
            <source>The duty leader signs with his or her own PIN</source>
            <translation>带班领导用本人口令签字</translation>
        </message>
        <message>
            <source>Handover sheet (preview).pdf</source>
            <translation>交接班记录单（预览）.pdf</translation>
        </message>
    </context>
    <context>
        <name>HandoverSide</name>
        <message>
            <source>Why nobody of the outgoing shift can sign; Enter signs</source>
            <translation>交班人员为何都不能签名；按回车签名</translation>
        </message>
        <message>
            <source>e.g. flood response level IV; empty: none</source>
            <translation>例如：防汛四级响应；没有则留空</translation>
        </message>
        <message>
            <source>Warnings in force</source>
            <translation>生效预警</translation>
        </message>
        <message>
            <source>e.g. rainstorm orange warning; 无 if none is in force</source>
            <translation>例如：暴雨橙色预警、雷电黄色预警；没有写“无”；留空则印“未填写”</translation>
        </message>
        <message>
            <source>Response in force</source>
            <translation>应急响应</translation>
        </message>
        <message>
            <source>tick if nothing happened</source>
            <translation>自动：无突发事件时勾选</translation>
        </message>
        <message>
            <source>yes</source>
            <translation>是</translation>
        </message>
        <message>
            <source>no</source>
            <translation>否</translation>
        </message>
        <message>
            <source>Zero report</source>
            <translation>零报告</translation>
        </message>
        <message>
            <source>All in order</source>
            <translation>全部正常</translation>
        </message>
        <message>
            <source>Equipment check</source>
            <translation>设备点检</translation>
        </message>
        <message>
            <source>Key 1 in order, key 2 faulty</source>
            <translation>按 1 正常，按 2 异常并写备注</translation>
        </message>
        <message>
            <source>Open incidents, one by one</source>
            <translation>在办事件逐项交接</translation>
        </message>
        <message>
            <source>Documents, keys, seals</source>
            <translation>文电、钥匙、印章</translation>
        </message>
        <message>
            <source>Other matters to hand over</source>
            <translation>其他移交事项</translation>
        </message>
        <message>
            <source>Zero report (nothing happened)</source>
            <translation>零报告（本班无突发事件）</translation>
        </message>
        <message>
            <source>Begin handover</source>
            <translation>开始交接班</translation>
        </message>
        <message>
            <source>New sheet</source>
            <translation>新建交接单</translation>
        </message>
        <message>
            <source>Outgoing signs</source>
            <translation>交班人签字</translation>
        </message>
        <message>
            <source>Incoming signs in and signs</source>
            <translation>接班人签到并签字</translation>
        </message>
        <message>
            <source>Leader signs</source>
            <translation>带班领导签字</translation>
        </message>
        <message>
            <source>Make void…</source>
            <translation>作废…</translation>
        </message>
        <message>
            <source>Save PDF</source>
            <translation>存为 PDF</translation>
        </message>
        <message>
            <source>Why is this sheet void? Enter confirms; the sheet is kept.</source>
            <translation>作废原因？回车确认；原单留存。</translation>
        </message>
        <message>
            <source>Reason for making the sheet void</source>
            <translation>作废原因</translation>
        </message>
        <message>
            <source>Handover</source>
            <translation>交接班</translation>
        </message>
        </context>
    <context>
        <name>UndoneList</name>
        <message>
            <source>＋ Another matter</source>
            <translation>＋ 再加一项</translation>
        </message>
        <message>
            <source>What is still to be done, by whom, until when</source>
            <translation>未办结事项、责任人、时限</translation>
        </message>
        <message>
            <source>Matter to hand over</source>
            <translation>移交事项</translation>
        </message>
    </context>
<context>
    <name>Portions</name>
    <message>
        <source>Lines before</source>
        <translation>前一组</translation>
    </message>
    <message>
        <source>Lines after</source>
        <translation>后一组</translation>
    </message>
    <message>
        <source>{first}–{last} of {n}</source>
        <translation>第 {first}–{last} 项，共 {n} 项</translation>
    </message>
</context>
</TS>
