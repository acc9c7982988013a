<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
<name>Card</name>
<message>
<source>Close</source>
<translation>关闭</translation>
</message>
</context>
<context>
<name>DayEditor</name>
<message>
<source>An automatic roster leaves this cell as it is</source>
<translation>自动排班时保留本格不动</translation>
</message>
<message>
<source>Swap or stand in…</source>
<translation>串班或代班…</translation>
</message>
<message>
<source>fixed</source>
<translation>固定</translation>
</message>
<message>
<source>{role}: fixed</source>
<translation>{role}：固定</translation>
</message>
</context>
<context>
<name>FilesMenu</name>
<message>
<source>Calendar file of everybody</source>
<translation>导出日历文件（全员）</translation>
</message>
<message>
<source>Duty of {name}</source>
<translation>{name}值班</translation>
</message>
<message>
<source>Empty month to fill in</source>
<translation>空白月表（供填写）</translation>
</message>
<message>
<source>Excel workbooks (*.xlsx *.xls)</source>
<translation>Excel 工作簿 (*.xlsx *.xls)</translation>
</message>
<message>
<source>Files</source>
<translation>文件</translation>
</message>
<message>
<source>Files of the roster</source>
<translation>值班表文件</translation>
</message>
<message>
<source>Import Excel…</source>
<translation>导入 Excel…</translation>
</message>
<message>
<source>Import roster</source>
<translation>导入值班表</translation>
</message>
<message>
<source>My own calendar file</source>
<translation>导出日历文件（本人）</translation>
</message>
<message>
<source>to fill in</source>
<translation>空白</translation>
</message>
<message>
<source>Save as Excel</source>
<translation>导出 Excel</translation>
</message>
<message>
<source>Sign in first: whose calendar?</source>
<translation>请先登录：导出谁的日历？</translation>
</message>
</context>
<context>
<name>LeavePanel</name>
<message>
<source>Enter leave</source>
<translation>登记请假</translation>
</message>
<message>
<source>First day</source>
<translation>首日</translation>
</message>
<message>
<source>Last day</source>
<translation>末日</translation>
</message>
<message>
<source>Leave register</source>
<translation>请假登记</translation>
</message>
<message>
<source>Reason</source>
<translation>原因</translation>
</message>
<message>
<source>Reason, destination</source>
<translation>事由、去向</translation>
</message>
<message>
<source>Say who goes on leave.</source>
<translation>请填写请假人。</translation>
</message>
<message>
<source>Take back</source>
<translation>撤回</translation>
</message>
<message>
<source>Take back: {what}</source>
<translation>撤回：{what}</translation>
</message>
<message>
<source>Who</source>
<translation>何人</translation>
</message>
<message>
<source>taken back</source>
<translation>已撤回</translation>
</message>
<message>
<source>{name}  {first} – {last}</source>
<translation>{name}  {first} 至 {last}</translation>
</message>
<message>
<source>{reason} · approved by {name}</source>
<translation>{reason} · {name}批准</translation>
</message>
<message>
<source>{words} (leader away)</source>
<translation>{words}（领导外出报备）</translation>
</message>
</context>
<context>
<name>LoadPanel</name>
<message>
<source>Name</source>
<translation>姓名</translation>
</message>
<message>
<source>No rule is broken this month</source>
<translation>本月未违反任何排班规则</translation>
</message>
<message>
<source>Workload</source>
<translation>工作量</translation>
</message>
<message>
<source>Workload of the year so far</source>
<translation>本年至本月工作量</translation>
</message>
</context>
<context>
<name>Messages</name>
<message>
<source>The likeness of two incidents is 1 to 100 percent.</source>
<translation>两起事件的相似度为 1% 至 100%。</translation>
</message>
<message>
<source>A role is held by 0 to {most} people in one shift.</source>
<translation>每班每个岗位可设 0 至 {most} 人。</translation>
</message>
<message>
<source>A scan may have at most {limit} MB.</source>
<translation>扫描件不能超过 {limit} MB。</translation>
</message>
<message>
<source>A swap names the post taken in exchange.</source>
<translation>串班须写明换入的日期和岗位。</translation>
</message>
<message>
<source>Both posts of the swap are the same.</source>
<translation>串班的两个岗位相同。</translation>
</message>
<message>
<source>Each role needs a name and a key of letters.</source>
<translation>每个岗位须有名称和字母代号。</translation>
</message>
<message>
<source>Line {line} of the holidays cannot be read: {text}. Write it like 2027-01-01 休 元旦.</source>
<translation>放假安排第 {line} 行无法识别：{text}。请写成 2027-01-01 休 元旦。</translation>
</message>
<message>
<source>No form of this room has the number {number}.</source>
<translation>本室没有编号为 {number} 的纸质单。</translation>
</message>
<message>
<source>Nobody can stand in for oneself.</source>
<translation>不能自己替自己。</translation>
</message>
<message>
<source>Nobody of the next shift has signed in yet: a handover takes two.</source>
<translation>接班人员尚未签到：交接班须双方在场。</translation>
</message>
<message>
<source>Only PDF, PNG or JPEG can be attached.</source>
<translation>只能附 PDF、PNG 或 JPEG 扫描件。</translation>
</message>
<message>
<source>{file} cannot be read ({reason}).</source>
<translation>{file} 无法读取（{reason}）。</translation>
</message>
<message>
<source>Type the time that stands on the paper.</source>
<translation>请填写纸上写明的时间。</translation>
</message>
<message>
<source>The form {number} was entered already.</source>
<translation>纸质单 {number} 已补录。</translation>
</message>
<message>
<source>The incoming may sign in from {minutes} minutes before the change, or once a sheet is begun.</source>
<translation>接班人员可在交接前 {minutes} 分钟内签到，交接单开始后随时可签到。</translation>
</message>
<message>
<source>The last day lies before the first.</source>
<translation>末日早于首日。</translation>
</message>
<message>
<source>The roster has changed since: somebody no longer stands where the request says. Nothing was changed.</source>
<translation>值班表已变动：申请中的人员已不在该岗位，未作任何更改。</translation>
</message>
<message>
<source>This item is not on the sheet.</source>
<translation>交接单上没有此项。</translation>
</message>
<message>
<source>This leave is not on this workstation.</source>
<translation>本工作站没有这条请假记录。</translation>
</message>
<message>
<source>This matter is not on this workstation.</source>
<translation>本工作站没有这条待办事项。</translation>
</message>
<message>
<source>This request is not on this workstation.</source>
<translation>本工作站没有这条申请。</translation>
</message>
<message>
<source>This request was decided already.</source>
<translation>此申请已处理。</translation>
</message>
<message>
<source>Only posts of today and tomorrow are taken over at once. Ask for approval instead.</source>
<translation>只有今、明两天的岗位可立即接替；其余请走申请。</translation>
</message>
<message>
<source>This sheet is no longer open.</source>
<translation>此交接单已不在交接中。</translation>
</message>
<message>
<source>Today's roster changes only with the duty leader's approval.</source>
<translation>当日值班表须经带班领导批准方可更改。</translation>
</message>
<message>
<source>Two roles have the same key.</source>
<translation>两个岗位代号相同。</translation>
</message>
<message>
<source>Two shifts have the same key or begin at the same time.</source>
<translation>两个班次代号相同或开始时间相同。</translation>
</message>
<message>
<source>You have not signed in for this shift.</source>
<translation>您尚未签到本班。</translation>
</message>
<message>
<source>{left} item(s) were not read yet: tick them one by one.</source>
<translation>还有 {left} 项未阅：请逐项阅读并打勾。</translation>
</message>
<message>
<source>{text} is no day of the year. Write it like 06-01.</source>
<translation>{text} 不是日期。请写成 06-01。</translation>
</message>
<message>
<source>“{title}” is still being handled. The shift does not change before a settled point, unless the duty leader says so with a reason.</source>
<translation>“{title}”正在处置，未到稳定节点不得交接；确需交接的，由带班领导说明原因并同意。</translation>
</message>
<message>
<source>Line {line} of the roles cannot be read: {text}. Write it like 副班 2.</source>
<translation>岗位第 {line} 行无法识别：{text}。请写成 副班 2。</translation>
</message>
<message>
<source>Line {line} of the shifts cannot be read: {text}. Write it like 夜班 17:30.</source>
<translation>班次第 {line} 行无法识别：{text}。请写成 夜班 17:30。</translation>
</message>
<message>
<source>The roster has no role {name}.</source>
<translation>值班表没有“{name}”岗位。</translation>
</message>
</context>
<context>
<name>PlanDeeds</name>
<message>
<source>All these days are past: only days to come are planned.</source>
<translation>所选日期均已过去：只排以后的日期。</translation>
</message>
<message>
<source>The duty leader decides with a PIN</source>
<translation>带班领导凭 PIN 审批</translation>
</message>
<message>
<source>{days} day(s) planned; {swaps} swap(s) replayed, {skipped} skipped</source>
<translation>已排 {days} 天；重放换班 {swaps} 条，跳过 {skipped} 条</translation>
</message>
</context>
<context>
<name>PlanPanel</name>
<message>
<source>Automatic roster</source>
<translation>自动排班</translation>
</message>
<message>
<source>Best possible: no roster is more even</source>
<translation>已是最优：没有更均衡的排法</translation>
</message>
<message>
<source>Best roster found</source>
<translation>所得最好排法</translation>
</message>
<message>
<source>Cancel</source>
<translation>取消</translation>
</message>
<message>
<source>First day</source>
<translation>首日</translation>
</message>
<message>
<source>Keep what is filled; fill the gaps only</source>
<translation>保留已排人员，只补空岗</translation>
</message>
<message>
<source>Last day</source>
<translation>末日</translation>
</message>
<message>
<source>Make the roster</source>
<translation>开始排班</translation>
</message>
<message>
<source>Only days to come; cells set by hand stay, approved swaps are replayed.</source>
<translation>只排以后的日期；手工固定的格子不动，已批准的换班自动重放。</translation>
</message>
<message>
<source>Progress</source>
<translation>进度</translation>
</message>
<message>
<source>Take it over</source>
<translation>采用此排班</translation>
</message>
<message>
<source>The last day lies before the first.</source>
<translation>末日早于首日。</translation>
</message>
</context>
<context>
<name>PresencePanel</name>
<message>
<source>Who came and went</source>
<translation>到岗离岗</translation>
</message>
</context>
<context>
<name>Roster</name>
<message>
<source> / </source>
<translation>、</translation>
</message>
<message>
<source> It could be filled if one of these gave way: {rules}.</source>
<translation>放宽下列任一规则即可排上：{rules}。</translation>
</message>
<message>
<source>Roster {year}-{month}</source>
<translation>值班表 {year}-{month}</translation>
</message>
<message>
<source>Shift of {when}</source>
<translation>{when} 班次</translation>
</message>
<message>
<source>This shift</source>
<translation>本班</translation>
</message>
<message>
<source>approved by {name}</source>
<translation>{name}批准</translation>
</message>
<message>
<source>before the end by {span}</source>
<translation>早退 {span}</translation>
</message>
<message>
<source>away meanwhile {span}</source>
<translation>中途离岗 {span}</translation>
</message>
<message>
<source>came {time}</source>
<translation>{time} 到岗</translation>
</message>
<message>
<source>cells set by hand</source>
<translation>手工固定的格子</translation>
</message>
<message>
<source>for {name}</source>
<translation>代{name}</translation>
</message>
<message>
<source>holidays</source>
<translation>节假日</translation>
</message>
<message>
<source>lack the qualification</source>
<translation>不具备资格</translation>
</message>
<message>
<source>late by {span}</source>
<translation>迟到 {span}</translation>
</message>
<message>
<source>leaders</source>
<translation>带班</translation>
</message>
<message>
<source>left {time}</source>
<translation>{time} 离岗</translation>
</message>
<message>
<source>may not hold the role</source>
<translation>不担任此岗位</translation>
</message>
<message>
<source>nights</source>
<translation>夜班</translation>
</message>
<message>
<source>nobody holds the post</source>
<translation>无人值守</translation>
</message>
<message>
<source>not signed in</source>
<translation>未签到</translation>
</message>
<message>
<source>not yet or no longer here</source>
<translation>不在岗期间</translation>
</message>
<message>
<source>on leave</source>
<translation>请假</translation>
</message>
<message>
<source>refused by {name}; on duty until handed back</source>
<translation>{name}未批准；交还以前仍在岗</translation>
</message>
<message>
<source>refused by {name}</source>
<translation>{name}未批准</translation>
</message>
<message>
<source>shifts</source>
<translation>班次</translation>
</message>
<message>
<source>skipped: the new roster has it otherwise</source>
<translation>已跳过：新值班表已另行安排</translation>
</message>
<message>
<source>somebody who is not on the staff list</source>
<translation>不在人员名单内的人</translation>
</message>
<message>
<source>staff</source>
<translation>值班</translation>
</message>
<message>
<source>taken back</source>
<translation>已撤回</translation>
</message>
<message>
<source>taken over at once; the leader has not yet approved</source>
<translation>已立即接替，待带班领导补批</translation>
</message>
<message>
<source>the fixed cell of {people} was changed</source>
<translation>{people}的固定格子被改动</translation>
</message>
<message>
<source>too little rest</source>
<translation>休息不足</translation>
</message>
<message>
<source>too many shifts in a row of days</source>
<translation>班次过密</translation>
</message>
<message>
<source>two leaders of one department</source>
<translation>同一部门两名领导</translation>
</message>
<message>
<source>uneven {kind}: {least} to {most}</source>
<translation>{kind}不均：{least} 至 {most}</translation>
</message>
<message>
<source>waits for the leader</source>
<translation>待带班领导批准</translation>
</message>
<message>
<source>weekends</source>
<translation>周末</translation>
</message>
<message>
<source>{day} {role}: nobody can take it ({why}).</source>
<translation>{day} {role}无人可排（{why}）。</translation>
</message>
<message>
<source>{group}, {kind}: {least} to {most} each (difference {spread}; at least {best})</source>
<translation>{group}{kind}：每人 {least} 至 {most}（差 {spread}，至少差 {best}）</translation>
</message>
<message>
<source>{name} (on leave)</source>
<translation>{name}（请假）</translation>
</message>
<message>
<source>{name} (left)</source>
<translation>{name}（不在册）</translation>
</message>
<message>
<source>{people} has {count} shifts in {days} days, at most {most}</source>
<translation>{people}在 {days} 天内排了 {count} 班，最多 {most} 班</translation>
</message>
<message>
<source>{people} is in two places at once</source>
<translation>{people}同一时间排了两处</translation>
</message>
<message>
<source>{people} is not yet or no longer here</source>
<translation>{people}当日不在岗期间</translation>
</message>
<message>
<source>{people} is on leave</source>
<translation>{people}请假</translation>
</message>
<message>
<source>{people} lacks the qualification</source>
<translation>{people}不具备资格</translation>
</message>
<message>
<source>{people} lead on one day, both of {department}</source>
<translation>{people}同日带班，同属{department}</translation>
</message>
<message>
<source>{people} may not hold this role</source>
<translation>{people}不担任此岗位</translation>
</message>
<message>
<source>{people} rests {hours} h, {least} h are asked</source>
<translation>{people}休息 {hours} 小时，应不少于 {least} 小时</translation>
</message>
<message>
<source>{reason}: {count}</source>
<translation>{reason} {count} 人</translation>
</message>
<message>
<source>{shift}: nobody is planned for {posts}. Fill the posts.</source>
<translation>{shift}{posts}空岗，请补人。</translation>
</message>
<message>
<source>{shift}: {posts} are on leave. Find stand-ins.</source>
<translation>{shift}{posts}请假，请安排替班。</translation>
</message>
<message>
<source>{shift}: {posts} are no longer on the staff. Find stand-ins.</source>
<translation>{shift}{posts}当日不在册（已停用或不在任职期内），请找人接替。</translation>
</message>
<message>
<source>{shift}: {posts} have not signed in. Call, or take over now.</source>
<translation>{shift}{posts}未到岗，请联系或立即接替。</translation>
</message>
<message>
<source>{shift}: {posts} have left. Call, or take over now.</source>
<translation>{shift}{posts}已离岗未归，请联系或立即接替。</translation>
</message>
<message>
<source>{role} {name}</source>
<translation>{role}{name}</translation>
</message>
<message>
<source>, </source>
<translation>、</translation>
</message>
<message>
<source>{shift} {role}: nobody is planned. Fill the post.</source>
<translation>{shift}{role}空岗，请补人。</translation>
</message>
<message>
<source>{shift} {role}: {name} has not signed in. Call, or take over now.</source>
<translation>{shift}{role}{name}未到岗，请联系或立即接替。</translation>
</message>
<message>
<source>{shift} {role}: {name} has left. Call, or take over now.</source>
<translation>{shift}{role}{name}已离岗未归，请联系或立即接替。</translation>
</message>
<message>
<source>{shift} {role}: {name} is on leave. Find a stand-in.</source>
<translation>{shift}{role}{name}请假，请安排代班。</translation>
</message>
<message>
<source>{shift} {role}: {name} is no longer on the staff. Find a stand-in.</source>
<translation>{shift}{role}{name}当日不在册（已停用或不在任职期内），请找人接替。</translation>
</message>
<message>
<source>{value}: only the duty leader changes today's roster</source>
<translation>{value}：当日值班表须经带班领导批准</translation>
</message>
</context>
<context>
<name>RosterPage</name>
<message>
<source>Automatic roster</source>
<translation>自动排班</translation>
</message>
<message>
<source>Leave</source>
<translation>请假</translation>
</message>
<message>
<source>Swap</source>
<translation>换班申请</translation>
</message>
<message>
<source>Today's roster: the duty leader agrees with a PIN</source>
<translation>更改当日值班表：带班领导凭 PIN 同意</translation>
</message>
<message>
<source>Workload</source>
<translation>工作量</translation>
</message>
<message>
<source>{year}: holidays not entered</source>
<translation>{year} 年放假安排未录入</translation>
</message>
</context>
<context>
<name>RosterSide</name>
<message>
<source>Sign out of the shift</source>
<translation>离岗签退</translation>
</message>
<message>
<source>Swaps and stand-ins</source>
<translation>换班审批</translation>
</message>
<message>
<source>Who came and went</source>
<translation>到岗离岗</translation>
</message>
<message>
<source>left {time}</source>
<translation>{time} 离岗</translation>
</message>
<message>
<source>swapped with {name}</source>
<translation>调自{name}</translation>
</message>
</context>
<context>
<name>SwapList</name>
<message>
<source>Hand the post back</source>
<translation>交还该岗</translation>
</message>
<message>
<source>Approve</source>
<translation>批准</translation>
</message>
<message>
<source>Refuse</source>
<translation>不批准</translation>
</message>
<message>
<source>Take back</source>
<translation>撤回</translation>
</message>
<message>
<source>sub</source>
<translation>代</translation>
</message>
<message>
<source>swap</source>
<translation>调</translation>
</message>
</context>
<context>
<name>SwapPanel</name>
<message>
<source>Ask for approval</source>
<translation>提交审批</translation>
</message>
<message>
<source>Day taken in exchange</source>
<translation>换入日期</translation>
</message>
<message>
<source>In exchange</source>
<translation>换入</translation>
</message>
<message>
<source>Instead</source>
<translation>接替人</translation>
</message>
<message>
<source>Kind</source>
<translation>类型</translation>
</message>
<message>
<source>Post</source>
<translation>岗位</translation>
</message>
<message>
<source>Post taken in exchange</source>
<translation>换入岗位</translation>
</message>
<message>
<source>Reason</source>
<translation>原因</translation>
</message>
<message>
<source>Say who comes instead.</source>
<translation>请填写由谁接替。</translation>
</message>
<message>
<source>Stand in (one takes the post)</source>
<translation>代班（一人接替）</translation>
</message>
<message>
<source>Swap (two posts exchanged)</source>
<translation>串班（两班互换）</translation>
</message>
<message>
<source>Swap or stand in</source>
<translation>串班、代班</translation>
</message>
<message>
<source>Swap or stand in: {day}</source>
<translation>串班、代班：{day}</translation>
</message>
<message>
<source>Take over now</source>
<translation>立即接替</translation>
</message>
<message>
<source>Takes effect at once; the leader approves afterwards</source>
<translation>立即生效，带班领导事后补批</translation>
</message>
<message>
<source>Who comes instead</source>
<translation>由谁接替</translation>
</message>
</context>
<context>
<name>DayDelegate</name>
<message>
<source>swap</source>
<translation>调</translation>
</message>
</context>
<context>
<name>ArchivePanel</name>
<message>
<source>Attach scan…</source>
<translation>附扫描件…</translation>
</message>
<message>
<source>Blank handover form</source>
<translation>空白交接班单</translation>
</message>
<message>
<source>Blank phone record</source>
<translation>空白电话记录单</translation>
</message>
<message>
<source>Enter a paper form…</source>
<translation>补录纸质单…</translation>
</message>
<message>
<source>Find sheets</source>
<translation>查找交接单</translation>
</message>
<message>
<source>Find: a name, a number, a day such as 2026-07-19</source>
<translation>查找：姓名、编号、日期（如 2026-07-19）</translation>
</message>
<message>
<source>For the day the power is gone</source>
<translation>断电备用</translation>
</message>
<message>
<source>Handover sheets</source>
<translation>交接单</translation>
</message>
<message>
<source>Save for WPS (.docx)</source>
<translation>导出 WPS（.docx）</translation>
</message>
<message>
<source>Save scans</source>
<translation>导出扫描件</translation>
</message>
<message>
<source>Sheets</source>
<translation>交接单</translation>
</message>
</context>
<context>
<name>DutySection</name>
<message>
<source>May be the same incident: within metres</source>
<translation>疑似同一事件：相距米数以内</translation>
</message>
<message>
<source>and within so many minutes</source>
<translation>且时间相差分钟数以内</translation>
</message>
<message>
<source>or title or place alike, percent</source>
<translation>或标题、地点相似百分比</translation>
</message>
<message>
<source>looking back so many hours</source>
<translation>只比对多少小时内的事件</translation>
</message>
<message>
<source>24 hours from 08:30</source>
<translation>08:30 起 24 小时一班</translation>
</message>
<message>
<source>Difference of shifts that is said</source>
<translation>班次差超过即提示</translation>
</message>
<message>
<source>Equipment checked at each handover, one a line</source>
<translation>交接时点检的设备，每行一项</translation>
</message>
<message>
<source>Figures (to be confirmed by the unit)</source>
<translation>数值（待本单位核定）</translation>
</message>
<message>
<source>From (06-01)</source>
<translation>起（06-01）</translation>
</message>
<message>
<source>Gap is said so many hours ahead</source>
<translation>提前多少小时提示空岗</translation>
</message>
<message>
<source>Incoming may sign in, minutes before</source>
<translation>接班最早签到（提前分钟）</translation>
</message>
<message>
<source>Incoming should be here, minutes before</source>
<translation>接班应提前到岗（分钟）</translation>
</message>
<message>
<source>Keep</source>
<translation>保存</translation>
</message>
<message>
<source>Kept</source>
<translation>已保存</translation>
</message>
<message>
<source>Name</source>
<translation>名称</translation>
</message>
<message>
<source>New incident is in hand, minutes</source>
<translation>新接报多少分钟内算处置中</translation>
</message>
<message>
<source>Nights, and days on days off</source>
<translation>夜班加休息日白班</translation>
</message>
<message>
<source>Nobody came: alarm after minutes</source>
<translation>开班多少分钟无人签到报警</translation>
</message>
<message>
<source>Report due within minutes: in hand</source>
<translation>多少分钟内须上报算处置中</translation>
</message>
<message>
<source>Rest between two shifts, hours</source>
<translation>两班之间休息（小时）</translation>
</message>
<message>
<source>Roles on top of the usual ones</source>
<translation>在常设岗位之外增加的岗位</translation>
</message>
<message>
<source>Roles, one a line: name, how many, 领导 for leaders, 资格:… for what it asks</source>
<translation>岗位，每行一个：名称 人数，领导岗加“领导”，须持证加“资格:…”</translation>
</message>
<message>
<source>Season of its own</source>
<translation>季节性增设岗位</translation>
</message>
<message>
<source>Shifts, one a line: name, start, 仅休息日 or 仅工作日 if not every day</source>
<translation>班次，每行一个：名称 开始时间，不是每天都排的加“仅休息日”或“仅工作日”</translation>
</message>
<message>
<source>Take a pattern</source>
<translation>套用模板</translation>
</message>
<message>
<source>Take a pattern…</source>
<translation>套用模板…</translation>
</message>
<message>
<source>These are proposals: keep them once the unit has confirmed them.</source>
<translation>以下均为建议值，待本单位核定后保存。</translation>
</message>
<message>
<source>Two leaders of one department may lead on one day</source>
<translation>允许同一部门两名领导同日带班</translation>
</message>
<message>
<source>Until (09-15)</source>
<translation>止（09-15）</translation>
</message>
<message>
<source>Within so many days</source>
<translation>连续多少天内</translation>
</message>
<message>
<source>and not later than minutes before</source>
<translation>最迟提前（分钟）</translation>
</message>
<message>
<source>at most so many shifts (0: any)</source>
<translation>最多排几班（0 为不限）</translation>
</message>
</context>
<context>
<name>GapWatch</name>
<message>
<source>Open the roster</source>
<translation>打开值班表</translation>
</message>
</context>
<context>
<name>Handover</name>
<message>
<source>Conflict</source>
<translation>冲突</translation>
</message>
<message>
<source>Directive</source>
<translation>指示</translation>
</message>
<message>
<source>Documents, keys</source>
<translation>文电物品</translation>
</message>
<message>
<source>Faulty</source>
<translation>设备异常</translation>
</message>
<message>
<source>Incident</source>
<translation>在办事件</translation>
</message>
<message>
<source>Number</source>
<translation>编号</translation>
</message>
<message>
<source>Outgoing → incoming</source>
<translation>交班 → 接班</translation>
</message>
<message>
<source>State</source>
<translation>状态</translation>
</message>
<message>
<source>Undecided call</source>
<translation>来电待定</translation>
</message>
<message>
<source>Undone</source>
<translation>未办结</translation>
</message>
<message>
<source>{name} here since {time}, {span} before the change</source>
<translation>{name} {time} 签到，提前 {span}</translation>
</message>
<message>
<source>{name} here since {time}, {span} late</source>
<translation>{name} {time} 签到，迟到 {span}</translation>
</message>
</context>
<context>
<name>HandoverDeeds</name>
<message>
<source>Attach the signed paper</source>
<translation>附签字扫描件</translation>
</message>
<message>
<source>Entered: {number}</source>
<translation>已补录：{number}</translation>
</message>
<message>
<source>Scans (*.pdf *.png *.jpg *.jpeg)</source>
<translation>扫描件 (*.pdf *.png *.jpg *.jpeg)</translation>
</message>
<message>
<source>The duty leader agrees with a PIN</source>
<translation>带班领导凭 PIN 同意</translation>
</message>
<message>
<source>The incoming signs in with a PIN</source>
<translation>接班人员凭本人 PIN 签到</translation>
</message>
</context>
<context>
<name>HolidaysSection</name>
<message>
<source>Compared with the notice</source>
<translation>已与通知原文核对</translation>
</message>
<message>
<source>Days, one a line</source>
<translation>日期，每行一天</translation>
</message>
<message>
<source>Keep</source>
<translation>保存</translation>
</message>
<message>
<source>Kept</source>
<translation>已保存</translation>
</message>
<message>
<source>Not compared with the notice yet</source>
<translation>尚未与通知原文核对（待核定）</translation>
</message>
<message>
<source>One line a day: 2027-01-01 休 元旦, or 2027-01-03 班 元旦 for a workday made up</source>
<translation>每行一天：2027-01-01 休 元旦；调休上班写 2027-01-03 班 元旦</translation>
</message>
<message>
<source>Source</source>
<translation>来源</translation>
</message>
<message>
<source>Source, e.g. title and number of the notice</source>
<translation>来源，如通知标题和文号</translation>
</message>
<message>
<source>Year</source>
<translation>年份</translation>
</message>
<message>
<source>{year}: holidays not entered. Only weekends are told apart.</source>
<translation>{year} 年放假安排未录入，只区分周末。</translation>
</message>
</context>
<context>
<name>MattersList</name>
<message>
<source>How it was settled: {matter}</source>
<translation>办结情况：{matter}</translation>
</message>
<message>
<source>Settled? Say how; Enter closes it</source>
<translation>已办结？写明情况后回车</translation>
</message>
<message numerus="yes">
<source>since {when} by {name}, handed over %n time(s)</source>
<translation>
<numerusform>{when} 由{name}记，已移交 %n 次</numerusform>
</translation>
</message>
</context>
<context>
<name>PaperEntry</name>
<message>
<source>Call came in at</source>
<translation>来电时间</translation>
</message>
<message>
<source>Caller</source>
<translation>来电人</translation>
</message>
<message>
<source>Caller's unit</source>
<translation>来电单位</translation>
</message>
<message>
<source>Close</source>
<translation>关闭</translation>
</message>
<message>
<source>Day of the shift (2026-07-18)</source>
<translation>班次日期（2026-07-18）</translation>
</message>
<message>
<source>Enter</source>
<translation>补录</translation>
</message>
<message>
<source>Enter a paper form</source>
<translation>补录纸质单</translation>
</message>
<message>
<source>Incoming</source>
<translation>接班人</translation>
</message>
<message>
<source>Incoming signed at</source>
<translation>接班签字时间</translation>
</message>
<message>
<source>Leader, if signed</source>
<translation>带班领导（已签的填写）</translation>
</message>
<message>
<source>Number</source>
<translation>号码</translation>
</message>
<message>
<source>Outgoing</source>
<translation>交班人</translation>
</message>
<message>
<source>Outgoing signed at</source>
<translation>交班签字时间</translation>
</message>
<message>
<source>Paper number</source>
<translation>纸质编号</translation>
</message>
<message>
<source>Paper number, or what the QR code says</source>
<translation>纸质编号，或扫二维码所得内容</translation>
</message>
<message>
<source>What stands on the paper</source>
<translation>纸质单上的内容</translation>
</message>
<message>
<source>Undone matters, one a line; the next shift's sheet carries them</source>
<translation>未办结事项，每行一条；转入下一班的交接单</translation>
</message>
</context>
<context>
<name>ReadingPanel</name>
<message>
<source>(asked: {early} to {latest} minutes early)</source>
<translation>（应提前 {latest} 至 {early} 分钟）</translation>
</message>
<message>
<source>Incoming signs in</source>
<translation>接班人员签到</translation>
</message>
<message>
<source>Items, read one by one</source>
<translation>逐项阅读</translation>
</message>
<message>
<source>Leader lets it go on…</source>
<translation>带班领导同意…</translation>
</message>
<message>
<source>Nobody of the next shift is here yet.</source>
<translation>接班人员尚未签到。</translation>
</message>
<message>
<source>Question</source>
<translation>提问</translation>
</message>
<message>
<source>Question about {item}</source>
<translation>就此项提问：{item}</translation>
</message>
<message>
<source>Read: {item}</source>
<translation>已阅：{item}</translation>
</message>
<message>
<source>Space ticks; a question beside it, Enter</source>
<translation>空格打勾；有疑问写在右侧后回车</translation>
</message>
<message>
<source>Why the shift changes while an incident is in hand</source>
<translation>处置中仍须交接的原因</translation>
</message>
<message>
<source>{name} lets the shift change in the middle of an incident: {reason}</source>
<translation>{name}同意在事件处置中交接：{reason}</translation>
</message>
</context>
<context>
<name>Settings</name>
<message>
<source>Holidays and make-up workdays</source>
<translation>节假日与调休</translation>
</message>
<message>
<source>Roster and handover</source>
<translation>排班与交接班</translation>
</message>
</context>
<context>
<name>StaffSection</name>
<message>
<source>Another phone (empty: unchanged)</source>
<translation>另一电话（留空不变）</translation>
</message>
<message>
<source>Department</source>
<translation>部门</translation>
</message>
<message>
<source>Here since (2026-07-01)</source>
<translation>到岗日期（2026-07-01）</translation>
</message>
<message>
<source>Here until</source>
<translation>离岗日期</translation>
</message>
<message>
<source>Qualifications, separated by 、</source>
<translation>资格，用、隔开</translation>
</message>
<message>
<source>Roles of the roster, e.g. 主班、副班 (empty: by role)</source>
<translation>可排岗位，如 主班、副班（留空按职责）</translation>
</message>
</context>
</TS>
