<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
    <context>
        <name>Inbox</name>
        <message>
            <source>Receipted {time} by {name}</source>
            <translation>{time} {name} 签收</translation>
        </message>
        <message>
            <source>Conveyed {time} by {name}</source>
            <translation>{time} {name} 传达</translation>
        </message>
        <message>
            <source>Answered {time} by {name}: {text}</source>
            <translation>{time} {name} 反馈：{text}</translation>
        </message>
        <message>
            <source>receipted {time} {name}</source>
            <translation>签收 {time} {name}</translation>
        </message>
        <message>
            <source>To be receipted</source>
            <translation>待签收</translation>
        </message>
        <message>
            <source>Receipted {time}</source>
            <translation>已签收 {time}</translation>
        </message>
        <message>
            <source>Receipted</source>
            <translation>已签收</translation>
        </message>
        <message>
            <source>Directive issued</source>
            <translation>已发指示</translation>
        </message>
        <message>
            <source>Directive</source>
            <translation>指示</translation>
        </message>
        <message>
            <source>limit {time}</source>
            <translation>时限 {time}</translation>
        </message>
        <message>
            <source>Overdue</source>
            <translation>超时未反馈</translation>
        </message>
        <message>
            <source>Answered</source>
            <translation>已反馈</translation>
        </message>
        <message>
            <source>Conveyed</source>
            <translation>已传达</translation>
        </message>
        <message>
            <source>Not receipted yet</source>
            <translation>对方未签收</translation>
        </message>
        <message>
            <source>To be answered</source>
            <translation>待反馈</translation>
        </message>
    </context>
    <context>
        <name>InboxDetail</name>
        <message>
            <source>Receipt</source>
            <translation>签收</translation>
        </message>
        <message>
            <source>The incident</source>
            <translation>查看事件</translation>
        </message>
        <message>
            <source>Nothing has come in yet</source>
            <translation>还没有收到文电</translation>
        </message>
        <message>
            <source>What was done about it</source>
            <translation>落实情况</translation>
        </message>
        <message>
            <source>Answer</source>
            <translation>反馈</translation>
        </message>
        <message>
            <source>Conveyed to whom</source>
            <translation>传达给谁</translation>
        </message>
        <message>
            <source>Conveyed to</source>
            <translation>传达对象</translation>
        </message>
        <message>
            <source>Conveyed</source>
            <translation>已传达</translation>
        </message>
        <message>
            <source>Directive to the street: what, by when</source>
            <translation>给街道的指示：做什么、何时前反馈</translation>
        </message>
        <message>
            <source>Directive</source>
            <translation>指示</translation>
        </message>
        <message>
            <source>To which unit</source>
            <translation>发往单位</translation>
        </message>
        <message>
            <source>Limit</source>
            <translation>时限</translation>
        </message>
        <message>
            <source>within {n} min</source>
            <translation>{n} 分钟内</translation>
        </message>
        <message>
            <source>no limit</source>
            <translation>不设时限</translation>
        </message>
        <message>
            <source>Issue directive</source>
            <translation>下达指示</translation>
        </message>
    </context>
    <context>
        <name>InboxPage</name>
        <message>
            <source>Inbox</source>
            <translation>收件</translation>
        </message>
        <message>
            <source>Which lines</source>
            <translation>显示哪些</translation>
        </message>
        <message>
            <source>All</source>
            <translation>全部</translation>
        </message>
        <message>
            <source>To be receipted</source>
            <translation>待签收</translation>
        </message>
        <message>
            <source>Reports</source>
            <translation>报告</translation>
        </message>
        <message>
            <source>Directives</source>
            <translation>批示指示</translation>
        </message>
        <message numerus="yes">
            <source>%n not receipted</source>
            <translation>
                <numerusform>%n 件待签收</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n past the limit</source>
            <translation>
                <numerusform>%n 件超时</numerusform>
            </translation>
        </message>
        <message>
            <source>all receipted</source>
            <translation>全部已签收</translation>
        </message>
        <message>
            <source>State</source>
            <translation>状态</translation>
        </message>
        <message>
            <source>Time</source>
            <translation>时间</translation>
        </message>
        <message>
            <source>Unit</source>
            <translation>单位</translation>
        </message>
        <message>
            <source>What</source>
            <translation>类型</translation>
        </message>
        <message>
            <source>Title</source>
            <translation>标题</translation>
        </message>
        <message>
            <source>In time?</source>
            <translation>时限</translation>
        </message>
    </context>
</TS>
