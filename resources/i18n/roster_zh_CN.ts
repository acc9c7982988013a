<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
    <context>
        <name>DayEditor</name>
        <message>
            <source>Close</source>
            <translation>关闭</translation>
        </message>
        </context>
    <context>
        <name>MonthGrid</name>
        <message>
            <source>Roster of the month</source>
            <translation>本月值班表</translation>
        </message>
    </context>
    <context>
        <name>PersonBox</name>
        <message>
            <source>Name or initials; empty: nobody</source>
            <translation>姓名或拼音首字母；留空为无人</translation>
        </message>
    </context>
    <context>
        <name>Roster</name>
        <message>
            <source>Leader</source>
            <translation>带班领导</translation>
        </message>
        <message>
            <source>Primary</source>
            <translation>主班</translation>
        </message>
        <message>
            <source>Secondary</source>
            <translation>副班</translation>
        </message>
        <message>
            <source>work</source>
            <translation>班</translation>
        </message>
        <message>
            <source>holiday</source>
            <translation>假</translation>
        </message>
        <message>
            <source>rest</source>
            <translation>休</translation>
        </message>
        <message>
            <source>Mon</source>
            <translation>周一</translation>
        </message>
        <message>
            <source>Tue</source>
            <translation>周二</translation>
        </message>
        <message>
            <source>Wed</source>
            <translation>周三</translation>
        </message>
        <message>
            <source>Thu</source>
            <translation>周四</translation>
        </message>
        <message>
            <source>Fri</source>
            <translation>周五</translation>
        </message>
        <message>
            <source>Sat</source>
            <translation>周六</translation>
        </message>
        <message>
            <source>Sun</source>
            <translation>周日</translation>
        </message>
        <message>
            <source>{month}/{day} {weekday}</source>
            <translation>{month}月{day}日 {weekday}</translation>
        </message>
        <message>
            <source>{year}-{month}</source>
            <translation>{year}年{month}月</translation>
        </message>
        <message>
            <source>nobody</source>
            <translation>空岗</translation>
        </message>
        <message>
            <source>{name} for {other}</source>
            <translation>{name} 代 {other}</translation>
        </message>
        <message>
            <source>{name} swapped with {other}</source>
            <translation>{name} 调 {other}</translation>
        </message>
        <message>
            <source>“{value}” is no date</source>
            <translation>“{value}”不是日期</translation>
        </message>
        <message>
            <source>{value} stands there twice</source>
            <translation>{value} 重复</translation>
        </message>
        <message>
            <source>“{value}” is not on the staff list</source>
            <translation>名册里没有“{value}”</translation>
        </message>
        <message>
            <source>several people are called “{value}”</source>
            <translation>名册里有多个“{value}”</translation>
        </message>
        <message>
            <source>{value} holds two posts on one day</source>
            <translation>{value} 同一天占两个岗位</translation>
        </message>
        <message>
            <source>no heading with date, leader, primary and secondary</source>
            <translation>没有找到含日期、带班领导、主班、副班的表头</translation>
        </message>
        <message>
            <source>no column for this post</source>
            <translation>缺少此岗位的列</translation>
        </message>
        <message>
            <source>“{value}” lies outside the month</source>
            <translation>“{value}”不在本月</translation>
        </message>
        <message>
            <source>“{value}” is too long for a name</source>
            <translation>“{value}”过长，不像姓名</translation>
        </message>
        <message>
            <source>“{value}”: one name for each post</source>
            <translation>“{value}”：每岗只填一个姓名</translation>
        </message>
        <message>
            <source>{value}: the file has no such day</source>
            <translation>{value}：表中没有这一天</translation>
        </message>
        <message>
            <source>{value}: nobody is entered</source>
            <translation>{value}：未排人</translation>
        </message>
        <message>
            <source>nobody holds this post</source>
            <translation>此岗位空缺</translation>
        </message>
        <message>
            <source>Row {row}, column {column}: {reason}</source>
            <translation>第 {row} 行 {column}列：{reason}</translation>
        </message>
        <message>
            <source>Date</source>
            <translation>日期</translation>
        </message>
    </context>
    <context>
        <name>RosterPage</name>
        <message>
            <source>Before</source>
            <translation>往前</translation>
        </message>
        <message>
            <source>After</source>
            <translation>往后</translation>
        </message>
        <message>
            <source>Month</source>
            <translation>月</translation>
        </message>
        <message>
            <source>Week</source>
            <translation>周</translation>
        </message>
        <message>
            <source>Save PDF</source>
            <translation>存为 PDF</translation>
        </message>
        <message>
            <source>Roster</source>
            <translation>值班表</translation>
        </message>
        <message numerus="yes">
            <source>● %n post(s) nobody holds</source>
            <translation>
                <numerusform>● %n 个空岗</numerusform>
            </translation>
        </message>
        <message>
            <source>Kept</source>
            <translation>已保存</translation>
        </message>
        <message numerus="yes">
            <source>%n day(s) imported</source>
            <translation>
                <numerusform>已导入 %n 天</numerusform>
            </translation>
        </message>
        </context>
    <context>
        <name>RosterSide</name>
        <message>
            <source>Begin handover</source>
            <translation>开始交接班</translation>
        </message>
        <message>
            <source>Current shift  {start} – {end}</source>
            <translation>当前班次  {start} – {end}</translation>
        </message>
        <message>
            <source>Handover  {time}  in {left}</source>
            <translation>交接班  {time}  还有 {left}</translation>
        </message>
        <message>
            <source>next {time}</source>
            <translation>最近 {time}</translation>
        </message>
        <message numerus="yes">
            <source>%n open incident(s), hand over one by one</source>
            <translation>
                <numerusform>在办事件 %n 起，须逐项交接</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n report(s) due</source>
            <translation>
                <numerusform>待报 %n 项</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n directive(s) not answered</source>
            <translation>
                <numerusform>领导指示 %n 条未反馈</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n call(s) undecided</source>
            <translation>
                <numerusform>待判定来电 %n 个</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n entry(ies) waiting to be sent</source>
            <translation>
                <numerusform>待传记录 %n 条</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Imported; %n post(s) left empty</source>
            <translation>
                <numerusform>已导入；%n 处空岗</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Nothing was imported: %n cell(s) to correct</source>
            <translation>
                <numerusform>未导入：%n 处需要改正</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>and %n more</source>
            <translation>
                <numerusform>另有 %n 处</numerusform>
            </translation>
        </message>
        <message>
            <source>nobody</source>
            <translation>空岗</translation>
        </message>
        <message>
            <source>for {name}</source>
            <translation>代 {name}</translation>
        </message>
        <message>
            <source>signed in {time}</source>
            <translation>{time} 签到</translation>
        </message>
        <message>
            <source>Sign in</source>
            <translation>签到</translation>
        </message>
        <message>
            <source>Sign in as {role}</source>
            <translation>以{role}签到</translation>
        </message>
    </context>
    <context>
        <name>DayDelegate</name>
        <message>
            <source>today</source>
            <translation>今</translation>
        </message>
        <message>
            <source>{role}: nobody</source>
            <translation>{role} 空岗</translation>
        </message>
        <message>
            <source>sub</source>
            <translation>代</translation>
        </message>
    </context>
</TS>
