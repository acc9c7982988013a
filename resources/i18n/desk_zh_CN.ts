<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN">
<context>
    <name>Actions</name>
    <message>
        <source>Phone book: call</source>
        <translation>电话簿：拨打</translation>
    </message>
    <message>
        <source>Message template</source>
        <translation>通知模板</translation>
    </message>
    <message>
        <source>Take back my last act (a new entry says so)</source>
        <translation>撤回我的上一步（以新条目记明）</translation>
    </message>
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
    <name>Acts</name>
    <message>
        <source>log entry</source>
        <translation>日志记录</translation>
    </message>
    <message>
        <source>decision on a call</source>
        <translation>来电处置</translation>
    </message>
    <message>
        <source>entry put to an incident</source>
        <translation>记录归入事件</translation>
    </message>
    <message>
        <source>change of a ledger</source>
        <translation>台账修改</translation>
    </message>
    <message>
        <source>verification in a ledger</source>
        <translation>台账核验</translation>
    </message>
    <message>
        <source>change of an incident</source>
        <translation>事件修改</translation>
    </message>
    <message>
        <source>reminder</source>
        <translation>回访提醒</translation>
    </message>
    <message>
        <source>reminder done</source>
        <translation>提醒已办</translation>
    </message>
    <message>
        <source>reminder moved</source>
        <translation>提醒改时间</translation>
    </message>
</context>
<context>
    <name>DeskDeeds</name>
    <message>
        <source>Taken back: {act} “{words}”. A new entry says so; nothing was deleted.</source>
        <translation>已撤回：{act}“{words}”。以新条目记明，没有删除任何内容。</translation>
    </message>
</context>
<context>
    <name>DeskTools</name>
    <message>
        <source>Sign in to be shown the number of {name}.</source>
        <translation>登录后才显示{name}的号码。</translation>
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
    <name>Finder</name>
    <message>
        <source>Find</source>
        <translation>查找</translation>
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
        <translation>补认</translation>
    </message>
    <message>
        <source>Show the number (recorded)</source>
        <translation>显示号码（记录在案）</translation>
    </message>
</context>
<context>
    <name>Messages</name>
    <message>
        <source>You have done nothing since the start that could be taken back.</source>
        <translation>本次开机以来没有可以撤回的操作。</translation>
    </message>
    <message>
        <source>Your last act cannot be taken back by itself. What was sent, signed or graded is put right by a new report, entry or signature.</source>
        <translation>上一步不能自动撤回。已报送、已签字、已定级的，用新的报告、记录或签字更正。</translation>
    </message>
    <message>
        <source>Somebody has changed the same thing since. Put it right by hand, so that nothing newer is lost.</source>
        <translation>此后有人改过同一处，请手工更正，以免丢掉较新的内容。</translation>
    </message>
    <message>
        <source>Give the template a title.</source>
        <translation>请写模板标题。</translation>
    </message>
    <message>
        <source>Write the text of the template.</source>
        <translation>请写模板内容。</translation>
    </message>
    <message>
        <source>A template takes at most {limit} characters.</source>
        <translation>模板最多{limit}字。</translation>
    </message>
    <message>
        <source>There is no field {name}. The fields stand below the text.</source>
        <translation>没有“{name}”这一栏，可用的栏列在内容下面。</translation>
    </message>
    <message>
        <source>This template is offered no longer.</source>
        <translation>此模板已停用。</translation>
    </message>
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
    <name>PhoneBookDialog</name>
    <message>
        <source>Phone book</source>
        <translation>电话簿</translation>
    </message>
    <message>
        <source>Name, unit or pinyin initials; Enter calls</source>
        <translation>姓名、单位或拼音首字母；回车拨打</translation>
    </message>
    <message>
        <source>Group</source>
        <translation>分组</translation>
    </message>
    <message>
        <source>Call</source>
        <translation>拨打</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Staff, offices and ledgers; a number in clear is shown to a named person and recorded.</source>
        <translation>取自人员、单位和台账；明文号码只给已登录的人看，并记录在案。</translation>
    </message>
    <message>
        <source>Own staff</source>
        <translation>本单位人员</translation>
    </message>
    <message>
        <source>Duty rooms</source>
        <translation>各值班室</translation>
    </message>
    <message>
        <source>All groups</source>
        <translation>全部分组</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>姓名</translation>
    </message>
    <message>
        <source>Post, address</source>
        <translation>职务、地址</translation>
    </message>
    <message>
        <source>Phone</source>
        <translation>电话</translation>
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
        <source>30 min</source>
        <translation>30分钟后</translation>
    </message>
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
    <name>RuleEditorSection</name>
    <message>
        <source>Level tried</source>
        <translation>试算的级别</translation>
    </message>
    <message>
        <source>Class tried</source>
        <translation>试算的类别</translation>
    </message>
</context>
<context>
    <name>ServerSection</name>
    <message>
        <source>The sample's server</source>
        <translation>演示服务器</translation>
    </message>
</context>
<context>
    <name>Settings</name>
    <message>
        <source>Message templates</source>
        <translation>通知模板</translation>
    </message>
</context>
<context>
    <name>SignBox</name>
    <message>
        <source>Reason</source>
        <translation>理由</translation>
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
    <name>TemplatePicker</name>
    <message>
        <source>Message template</source>
        <translation>通知模板</translation>
    </message>
    <message>
        <source>Templates</source>
        <translation>模板</translation>
    </message>
    <message>
        <source>Text of the message</source>
        <translation>通知内容</translation>
    </message>
    <message>
        <source>Into the log box</source>
        <translation>放入日志框</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>What is not known stands as {blank}: fill it in.</source>
        <translation>不清楚的留作 {blank}，请补上。</translation>
    </message>
    <message>
        <source>The message is on the clipboard.</source>
        <translation>通知已复制到剪贴板。</translation>
    </message>
</context>
<context>
    <name>TemplatesSection</name>
    <message>
        <source>Title</source>
        <translation>标题</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>内容</translation>
    </message>
    <message>
        <source>Message templates</source>
        <translation>通知模板</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>New template</source>
        <translation>新建模板</translation>
    </message>
    <message>
        <source>Retire</source>
        <translation>停用</translation>
    </message>
    <message>
        <source>Fields filled from the incident and the desk: {fields}. Ctrl+T uses a template.</source>
        <translation>可用的栏（自动填写）：{fields}。按 Ctrl+T 使用模板。</translation>
    </message>
    <message>
        <source>Kept.</source>
        <translation>已保存。</translation>
    </message>
    <message>
        <source>It is offered no longer.</source>
        <translation>已停用。</translation>
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
