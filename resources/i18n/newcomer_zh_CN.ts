<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>ServerLoop</name>
    <message>
        <source>The sample&apos;s server ended by itself (time {count}); it is started anew in {seconds} s. Everything here goes on, entries wait to be sent.</source>
        <translation>示例服务器意外停止（第 {count} 次），{seconds} 秒后自动重新启动。本席位照常工作，记录待传。</translation>
    </message>
    <message>
        <source>The sample&apos;s server runs again.</source>
        <translation>示例服务器已恢复运行。</translation>
    </message>
</context>
<context>
    <name>Reasons</name>
    <message>
        <source>the file is damaged, or of another form</source>
        <translation>文件已损坏，或不是这种格式</translation>
    </message>
    <message>
        <source>the details stand in the desk's running log</source>
        <translation>详情见本席位运行日志</translation>
    </message>
    <message>
        <source>a part of it is missing</source>
        <translation>缺了一部分</translation>
    </message>
    <message>
        <source>its content was changed or damaged on the way</source>
        <translation>内容在途中被改动或损坏</translation>
    </message>
    <message>
        <source>it is no file of this kind</source>
        <translation>不是这一类文件</translation>
    </message>
    <message>
        <source>there is nothing in it</source>
        <translation>里面没有内容</translation>
    </message>
    <message>
        <source>its characters cannot be read; save it as UTF-8 or as an Excel workbook</source>
        <translation>文字编码认不出，请另存为 UTF-8 或 Excel 工作簿</translation>
    </message>
    <message>
        <source>its folders are not named zoom/column/row.png</source>
        <translation>文件夹没有按“级别/列/行.png”命名</translation>
    </message>
    <message>
        <source>the server's database is copied by its administrator</source>
        <translation>服务器数据库由服务器管理员备份</translation>
    </message>
    <message>
        <source>another entry already stands at that place</source>
        <translation>同一位置已有另一条记录</translation>
    </message>
    <message>
        <source>it comes from a workstation nobody vouches for</source>
        <translation>来自未经认可的席位</translation>
    </message>
    <message>
        <source>it comes from a workstation that was struck off</source>
        <translation>来自已注销的席位</translation>
    </message>
    <message>
        <source>an entry in it is too large</source>
        <translation>其中一条过大</translation>
    </message>
    <message>
        <source>this is not written as TOML</source>
        <translation>写法不合 TOML 格式</translation>
    </message>
    <message>
        <source>the file is too long</source>
        <translation>文件过长</translation>
    </message>
    <message>
        <source>there is no rule in it</source>
        <translation>里面没有规则</translation>
    </message>
    <message>
        <source>this number stands there twice</source>
        <translation>编号重复</translation>
    </message>
    <message>
        <source>is written in the wrong way: text in quotes, figures without</source>
        <translation>写法不对：文字加引号，数字不加</translation>
    </message>
    <message>
        <source>is not known</source>
        <translation>不是规则的栏目</translation>
    </message>
    <message>
        <source>is no hour of the day</source>
        <translation>不是钟点</translation>
    </message>
    <message>
        <source>is too small or too large</source>
        <translation>过小或过大</translation>
    </message>
    <message>
        <source>is none of the words allowed here</source>
        <translation>不在可选范围内</translation>
    </message>
    <message>
        <source>lies before the day it begins</source>
        <translation>早于生效日</translation>
    </message>
    <message>
        <source>needs a step of the report</source>
        <translation>须先写明报告步骤</translation>
    </message>
    <message>
        <source>has no minutes: only first reports have</source>
        <translation>不设时限：只有首报设时限</translation>
    </message>
    <message>
        <source>needs minutes, or at once</source>
        <translation>须写分钟数，或写立即</translation>
    </message>
    <message>
        <source>the disk is full</source>
        <translation>磁盘已满</translation>
    </message>
    <message>
        <source>reading or writing is not allowed there</source>
        <translation>没有读写权限</translation>
    </message>
    <message>
        <source>nothing can be written there</source>
        <translation>那里只能读、不能写</translation>
    </message>
    <message>
        <source>it is not there any more; was the disk pulled out?</source>
        <translation>文件不在了，磁盘是否已拔出？</translation>
    </message>
    <message>
        <source>this is a folder, not a file</source>
        <translation>这是文件夹，不是文件</translation>
    </message>
    <message>
        <source>the disk cannot be read; it may be failing</source>
        <translation>磁盘读不出，可能有故障</translation>
    </message>
    <message>
        <source>it is protected by a password</source>
        <translation>文件加了密码</translation>
    </message>
    <message>
        <source>its port is taken by another program</source>
        <translation>端口被别的程序占用</translation>
    </message>
</context>
<context>
    <name>Messages</name>
    <message>
        <source>There is no key file {file}.</source>
        <translation>没有密钥文件 {file}。</translation>
    </message>
    <message>
        <source>The key file {file} cannot be read: {reason}</source>
        <translation>密钥文件 {file} 读不出：{reason}</translation>
    </message>
    <message>
        <source>{file} is no key file: it needs 32 bytes, or 64 hexadecimal digits.</source>
        <translation>{file} 不是密钥文件：应为 32 字节，或 64 位十六进制数字。</translation>
    </message>
</context>
<context>
    <name>EntryBox</name>
    <message>
        <source>What happened? Enter saves into “{title}”. / for commands.</source>
        <translation>发生了什么？Enter 记入“{title}”。/ 为命令。</translation>
    </message>
    <message>
        <source>What happened? Enter saves. / for commands, a leading 02:41 is its time.</source>
        <translation>发生了什么？Enter 保存，不记入事件。/ 为命令，开头写 02:41 即为发生时间。</translation>
    </message>
    <message>
        <source>“{title}” was merged into “{main}”: what you type goes there.</source>
        <translation>“{title}”已并入“{main}”，正在写的这条记入“{main}”。</translation>
    </message>
    <message>
        <source>{title} (ended)</source>
        <translation>{title}（已结束）</translation>
    </message>
    <message>
        <source>“{title}” has ended: what you type still goes into it.</source>
        <translation>“{title}”已结束，正在写的这条仍记入该事件。</translation>
    </message>
    <message>
        <source>What you type still goes into “{title}”. {key}: into “{other}”.</source>
        <translation>正在写的这条仍记入“{title}”；要改记入“{other}”请按 {key}。</translation>
    </message>
    <message>
        <source>What you type still goes into no incident. {key}: into “{other}”.</source>
        <translation>正在写的这条仍不记入事件；要改记入“{other}”请按 {key}。</translation>
    </message>
</context>
<context>
    <name>UnsignedStrip</name>
    <message>
        <source>Show it</source>
        <translation>查看</translation>
    </message>
    <message>
        <source>Show the line nobody signed</source>
        <translation>查看未登录记录</translation>
    </message>
    <message>
        <source>Adopt this one</source>
        <translation>补认此条</translation>
    </message>
    <message>
        <source>Adopt all</source>
        <translation>全部补认</translation>
    </message>
</context>
<context>
    <name>LogMenu</name>
    <message>
        <source>Decide anew…</source>
        <translation>改变去向…</translation>
    </message>
</context>
<context>
    <name>Actions</name>
    <message>
        <source>First steps: put away, or show again</source>
        <translation>首次使用步骤：不再显示，或重新显示</translation>
    </message>
    <message>
        <source>Decide a call anew</source>
        <translation>改变来电去向</translation>
    </message>
</context>
<context>
    <name>LineDeeds</name>
    <message>
        <source>Stand on a call that was decided.</source>
        <translation>请先选中一个已定去向的来电。</translation>
    </message>
</context>
<context>
    <name>Log</name>
    <message>
        <source>{decided} ({name}, {time})</source>
        <translation>{decided}（{name} {time}）</translation>
    </message>
    <message>
        <source>Before: {decisions}</source>
        <translation>此前：{decisions}</translation>
    </message>
</context>
<context>
    <name>Messages</name>
    <message>
        <source>That is what was decided already.</source>
        <translation>去向没有变化。</translation>
    </message>
</context>
<context>
    <name>Review</name>
    <message>
        <source>Nobody signed</source>
        <translation>未登录记录</translation>
    </message>
</context>
<context>
    <name>UnsignedStrip</name>
    <message numerus="yes">
        <source>◆ %n line(s) nobody signed. {time} {text}</source>
        <translation><numerusform>◆ 未登录记录 %n 条待补认。{time} {text}</numerusform></translation>
    </message>
</context>
<context>
    <name>UndecidedStrip</name>
    <message>
        <source>Leave it so</source>
        <translation>不改了</translation>
    </message>
    <message>
        <source>Decide anew, so far: {decided}. {time} {text}</source>
        <translation>改变去向，原为：{decided}。{time} {text}</translation>
    </message>
</context>
<context>
    <name>Splash</name>
    <message>
        <source>First start: preparing this workstation…</source>
        <translation>首次启动：正在准备本席位……</translation>
    </message>
    <message>
        <source>First start: waiting for the sample's server, some seconds…</source>
        <translation>首次启动：正在等待示例服务器，需要几秒……</translation>
    </message>
    <message>
        <source>First start: linking this workstation to the server…</source>
        <translation>首次启动：正在登记入网……</translation>
    </message>
    <message>
        <source>First start: entering people, roster and ledgers of the sample…</source>
        <translation>首次启动：正在录入示例的人员、值班表和台账……</translation>
    </message>
</context>
<context>
    <name>FirstSteps</name>
    <message>
        <source>Do not show again</source>
        <translation>不再显示</translation>
    </message>
    <message>
        <source>Enter the people on duty</source>
        <translation>录入值班人员</translation>
    </message>
    <message>
        <source>Import or fill in the month's roster</source>
        <translation>导入或填写本月值班表</translation>
    </message>
    <message>
        <source>Enter teams, shelters and more</source>
        <translation>录入避难场所、队伍等台账</translation>
    </message>
    <message>
        <source>Import the unit's map</source>
        <translation>导入本单位地图</translation>
    </message>
    <message>
        <source>This desk is new. First steps, in any order:</source>
        <translation>本席位刚启用，先做这几步（先后不限）：</translation>
    </message>
</context>
<context>
    <name>Actions</name>
    <message>
        <source>Staff of the unit</source>
        <translation>本单位人员</translation>
    </message>
</context>
<context>
    <name>InboxPage</name>
    <message>
        <source>Nothing has come in. Reports from below and directives from above arrive here by themselves; what came another way is taken in with {key}.</source>
        <translation>还没有收件。下级的报告、上级的指示会自动到这里；
从其他渠道来的按 {key} 收入。</translation>
    </message>
</context>
<context>
    <name>LogView</name>
    <message>
        <source>Nothing is written yet. Write the first line below; Enter saves it.</source>
        <translation>还没有记录。
在下面的框里写第一条，Enter 保存。</translation>
    </message>
</context>
<context>
    <name>ReviewPage</name>
    <message>
        <source>Nothing was left out.</source>
        <translation>没有漏报。</translation>
    </message>
</context>
<context>
    <name>LedgersPage</name>
    <message>
        <source>Nothing is entered yet. “{button}” above enters the first row.</source>
        <translation>还没有内容。点上方“{button}”录入第一条。</translation>
    </message>
</context>
<context>
    <name>TableView</name>
    <message>
        <source>Nothing fits the filter.</source>
        <translation>没有符合条件的。</translation>
    </message>
</context>
</TS>
