<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN">
<context>
    <name>Actions</name>
    <message>
        <source>Remind me of this entry</source>
        <translation>为此条设回访提醒</translation>
    </message>
    <message>
        <source>Reminder: done</source>
        <translation>回访提醒：已办</translation>
    </message>
    <message>
        <source>Reminder: another time</source>
        <translation>回访提醒：改时间</translation>
    </message>
    <message>
        <source>Earlier values of a figure</source>
        <translation>数字的历次数值</translation>
    </message>
</context>
<context>
    <name>FilesMenu</name>
    <message>
        <source>The telephones are masked: sign in with the permission to export for clear ones.</source>
        <translation>电话已隐去：要明文须登录并有导出权限。</translation>
    </message>
</context>
<context>
    <name>KeysDialog</name>
    <message>
        <source>What has no key here is found by Ctrl+K, or by / and its name in the log box.</source>
        <translation>没有列出按键的，按 Ctrl+K 查找，或在日志框中键入 / 和名称。</translation>
    </message>
</context>
<context>
    <name>LocalKeys</name>
    <message>
        <source>Carry out</source>
        <translation>执行</translation>
    </message>
    <message>
        <source>Put away; what was typed into a form is not kept</source>
        <translation>关闭；表单中未提交的内容不保留</translation>
    </message>
    <message>
        <source>Earlier values of a figure</source>
        <translation>数字的历次数值</translation>
    </message>
    <message>
        <source>Next field; Shift+Tab the one before</source>
        <translation>下一栏；Shift+Tab 上一栏</translation>
    </message>
    <message>
        <source>From line to line</source>
        <translation>逐行移动</translation>
    </message>
    <message>
        <source>Open, edit or receipt the line</source>
        <translation>打开、编辑或签收此行</translation>
    </message>
    <message>
        <source>What can be done with the line; also Shift+F10</source>
        <translation>此行可做的事；也可按 Shift+F10</translation>
    </message>
    <message>
        <source>Save the entry</source>
        <translation>保存记录</translation>
    </message>
    <message>
        <source>Break the line</source>
        <translation>换行</translation>
    </message>
    <message>
        <source>Move the map, or the point of a tool</source>
        <translation>移动地图，或移动工具的点</translation>
    </message>
    <message>
        <source>Nearer, farther</source>
        <translation>放大、缩小</translation>
    </message>
    <message>
        <source>Set a point, choose what is there; also Space</source>
        <translation>定点、选取；也可按空格</translation>
    </message>
    <message>
        <source>Snap on or off</source>
        <translation>吸附开关</translation>
    </message>
    <message>
        <source>A drawing step back; Ctrl+Y again</source>
        <translation>绘图退一步；Ctrl+Y 重做</translation>
    </message>
    <message>
        <source>Wallboard: to the next screen</source>
        <translation>大屏：移到下一块屏幕</translation>
    </message>
    <message>
        <source>Everywhere</source>
        <translation>任何地方</translation>
    </message>
    <message>
        <source>In the log box</source>
        <translation>在日志输入框</translation>
    </message>
    <message>
        <source>On the map</source>
        <translation>在地图上</translation>
    </message>
    <message>
        <source>In lists</source>
        <translation>在列表中</translation>
    </message>
    <message>
        <source>In forms</source>
        <translation>在表单中</translation>
    </message>
    <message>
        <source>On the wallboard</source>
        <translation>在大屏上</translation>
    </message>
</context>
<context>
    <name>LogExcerpt</name>
    <message>
        <source>Found in the log</source>
        <translation>日志中查到的记录</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
</context>
<context>
    <name>LogMenu</name>
    <message>
        <source>Remind me of it…</source>
        <translation>设回访提醒…</translation>
    </message>
    <message>
        <source>Correct…</source>
        <translation>更正…</translation>
    </message>
    <message>
        <source>Adopt</source>
        <translation>认领</translation>
    </message>
    <message>
        <source>Show the number (recorded)</source>
        <translation>显示号码（记录在案）</translation>
    </message>
</context>
<context>
    <name>Messages</name>
    <message>
        <source>This change breaks {count} rule(s) of the roster. The leader may approve it with a reason.</source>
        <translation>此换班违反{count}条排班规则，带班领导写明理由后可以批准。</translation>
    </message>
    <message>
        <source>Say when: 30 for minutes, 2小时, 14:30 or 明天 08:00; at most 31 days ahead.</source>
        <translation>请写明时间：30（分钟）、2小时、14:30 或 明天 08:00，最长31天。</translation>
    </message>
    <message>
        <source>This reminder was answered already.</source>
        <translation>此提醒已经办理。</translation>
    </message>
    <message>
        <source>This record is not on this workstation.</source>
        <translation>本机没有这条记录。</translation>
    </message>
</context>
<context>
    <name>PlanDeeds</name>
    <message>
        <source>Why it is approved though it breaks a rule</source>
        <translation>违反规则仍批准的理由</translation>
    </message>
</context>
<context>
    <name>ReminderForm</name>
    <message>
        <source>Remind me of it</source>
        <translation>设回访提醒</translation>
    </message>
    <message>
        <source>About</source>
        <translation>事项</translation>
    </message>
    <message>
        <source>When</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>30 (minutes), 2小时, 14:30, 明天 08:00</source>
        <translation>30（分钟）、2小时、14:30、明天 08:00</translation>
    </message>
    <message>
        <source>What</source>
        <translation>内容</translation>
    </message>
    <message>
        <source>Cancel  Esc</source>
        <translation>取消  Esc</translation>
    </message>
    <message>
        <source>Remind  Enter</source>
        <translation>设提醒  Enter</translation>
    </message>
    <message>
        <source>Another time for a reminder</source>
        <translation>回访提醒改时间</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>Move  Enter</source>
        <translation>改时间  Enter</translation>
    </message>
</context>
<context>
    <name>ReminderStrip</name>
    <message>
        <source>Done</source>
        <translation>已办</translation>
    </message>
    <message>
        <source>The reminder is done</source>
        <translation>回访提醒已办</translation>
    </message>
    <message>
        <source>Another time</source>
        <translation>改时间</translation>
    </message>
    <message>
        <source>follow up at {time}, in {left}: {text}</source>
        <translation>回访 {time}，还有 {left}：{text}</translation>
    </message>
    <message>
        <source>■ follow up, {left} late: {text}</source>
        <translation>■ 该回访了，已过 {left}：{text}</translation>
    </message>
    <message numerus="yes">
        <source>%n more</source>
        <translation><numerusform>另有 %n 条</numerusform></translation>
    </message>
</context>
<context>
    <name>Roster</name>
    <message>
        <source>{state}, though a rule was broken: {reason}</source>
        <translation>{state}，违反规则仍批准：{reason}</translation>
    </message>
</context>
<context>
    <name>SlashList</name>
    <message>
        <source>30 (minutes), 2小时 or 14:30, then what: logged and remembered</source>
        <translation>30（分钟）、2小时或 14:30，再写内容：记入日志并到时提醒</translation>
    </message>
    <message>
        <source>minutes, why, communities (none: all of them)</source>
        <translation>分钟、事由、社区（不写即全部）</translation>
    </message>
    <message>
        <source>Commands</source>
        <translation>命令</translation>
    </message>
</context>
<context>
    <name>Watch</name>
    <message>
        <source>▲ Follow up now: {title}</source>
        <translation>▲ 该回访了：{title}</translation>
    </message>
</context>
</TS>
