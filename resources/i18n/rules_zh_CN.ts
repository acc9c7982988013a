<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>Actions</name>
    <message>
        <source>Page: statistics</source>
        <translation>页面：统计</translation>
    </message>
    <message>
        <source>What was left out</source>
        <translation>漏报核对</translation>
    </message>
</context>
<context>
    <name>CloseForm</name>
    <message>
        <source>PIN</source>
        <translation>口令</translation>
    </message>
    <message>
        <source>The leader's own PIN</source>
        <translation>带班领导本人的口令</translation>
    </message>
</context>
<context>
    <name>ConflictForm</name>
    <message>
        <source>Leader</source>
        <translation>带班领导</translation>
    </message>
    <message>
        <source>PIN</source>
        <translation>口令</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>The leader's own PIN</source>
        <translation>带班领导本人的口令</translation>
    </message>
    <message>
        <source>Why the less serious value is right</source>
        <translation>为什么以较轻的为准</translation>
    </message>
</context>
<context>
    <name>CorrectionRows</name>
    <message>
        <source>unknown</source>
        <translation>未知</translation>
    </message>
    <message>
        <source>{figure}: verified by</source>
        <translation>{figure}：核实人</translation>
    </message>
    <message>
        <source>{figure}: why it changed</source>
        <translation>{figure}：变化原因</translation>
    </message>
    <message>
        <source>{figure}: {before} in the log {time} → {now}</source>
        <translation>{figure}：{time}日志 {before} → {now}</translation>
    </message>
    <message>
        <source>{figure}: {before} reported {time} → {now}</source>
        <translation>{figure}：{time}所报 {before} → {now}</translation>
    </message>
</context>
<context>
    <name>DayBox</name>
    <message>
        <source> (to be confirmed)</source>
        <translation>（待核定）</translation>
    </message>
    <message>
        <source>It is late: say why</source>
        <translation>已超时：请写明原因</translation>
    </message>
    <message>
        <source>Nothing owed: no special period, or sent already</source>
        <translation>现不需报：不在特殊时期，或已报送</translation>
    </message>
    <message>
        <source>Report of the day</source>
        <translation>当日报告</translation>
    </message>
    <message>
        <source>Report of the day {month}-{day}</source>
        <translation>当日报告（{month}月{day}日）</translation>
    </message>
    <message>
        <source>An incident came after it: write what happened and send the corrected report</source>
        <translation>报送之后当天又有事件：请写明当日情况，报送更正</translation>
    </message>
    <message>
        <source>Send the report of the day</source>
        <translation>报送当日报告</translation>
    </message>
    <message>
        <source>What happened today; empty: nothing happened (zero report)</source>
        <translation>当日情况；留空即零报告（无事也报）</translation>
    </message>
    <message>
        <source>Why it is late</source>
        <translation>超时原因</translation>
    </message>
    <message>
        <source>due {at}, {time} left</source>
        <translation>{at} 前报，还剩 {time}</translation>
    </message>
    <message>
        <source>⚠ overdue {time}</source>
        <translation>⚠ 已超时 {time}</translation>
    </message>
</context>
<context>
    <name>IncidentForm</name>
    <message>
        <source>, to be confirmed</source>
        <translation>，待核定</translation>
    </message>
    <message>
        <source>It may be sensitive ({why}): decide and tick it.</source>
        <translation>可能敏感（{why}）：请判断并勾选。</translation>
    </message>
    <message>
        <source>Leader</source>
        <translation>带班领导</translation>
    </message>
    <message>
        <source>Losses</source>
        <translation>损失等</translation>
    </message>
    <message>
        <source>PIN</source>
        <translation>口令</translation>
    </message>
    <message>
        <source>The figures suggest the level {level}, higher than chosen: {grounds}</source>
        <translation>按数据建议定级{level}，高于所选级别：{grounds}</translation>
    </message>
    <message>
        <source>The figures suggest the level {level}: {grounds}</source>
        <translation>按数据建议定级{level}：{grounds}</translation>
    </message>
    <message>
        <source>The leader's own PIN</source>
        <translation>带班领导本人的口令</translation>
    </message>
    <message>
        <source>Verified by</source>
        <translation>核实人</translation>
    </message>
    <message>
        <source>Who made sure of it; needed when a casualty falls</source>
        <translation>谁核实的；伤亡数减少时必填</translation>
    </message>
    <message>
        <source>badly hurt</source>
        <translation>重伤</translation>
    </message>
    <message>
        <source>badly hurt </source>
        <translation>重伤 </translation>
    </message>
    <message>
        <source>burnt (ha)</source>
        <translation>受害公顷</translation>
    </message>
    <message>
        <source>burnt (ha) </source>
        <translation>受害公顷 </translation>
    </message>
    <message>
        <source>homes</source>
        <translation>倒损房屋</translation>
    </message>
    <message>
        <source>homes </source>
        <translation>倒损房屋 </translation>
    </message>
    <message>
        <source>loss (10,000 yuan)</source>
        <translation>损失万元</translation>
    </message>
    <message>
        <source>loss (10,000 yuan) </source>
        <translation>损失万元 </translation>
    </message>
    <message>
        <source>threatened</source>
        <translation>受威胁</translation>
    </message>
    <message>
        <source>threatened </source>
        <translation>受威胁 </translation>
    </message>
    <message>
        <source>verified by {name}</source>
        <translation>核实人 {name}</translation>
    </message>
</context>
<context>
    <name>Messages</name>
    <message>
        <source>A daily report takes at most {limit} characters.</source>
        <translation>日报最多 {limit} 字。</translation>
    </message>
    <message>
        <source>A figure is not what was told before: say why and who verified it, or press F8.</source>
        <translation>有数据与此前所报不一致：请写明原因和核实人，或按 F8 填“正在核实”。</translation>
    </message>
    <message>
        <source>A period takes at most {limit} days.</source>
        <translation>一个特殊时期最多 {limit} 天。</translation>
    </message>
    <message>
        <source>A roll-call goes on already: end it first.</source>
        <translation>已有点名正在进行，请先结束。</translation>
    </message>
    <message>
        <source>Days of this period have begun; they cannot be taken away. End it instead.</source>
        <translation>该时期已经开始，已过的日子不能取消；请改为结束。</translation>
    </message>
    <message>
        <source>Give the communities some minutes to answer, a week at most.</source>
        <translation>请给出答复时限（分钟），最长一周。</translation>
    </message>
    <message>
        <source>Give the period a name.</source>
        <translation>请填写特殊时期的名称。</translation>
    </message>
    <message>
        <source>No community is called “{typed}”: nobody was called. Did you mean {names}?</source>
        <translation>没有叫“{typed}”的社区，尚未点名。是不是：{names}？</translation>
    </message>
    <message>
        <source>“{typed}” is no community here: nobody was called. Name some ({names} …), or write 全部 for all.</source>
        <translation>“{typed}”不是本街道的社区，尚未点名。写社区名（{names}等），或写“全部”。</translation>
    </message>
    <message>
        <source>No grid names a community: enter the grids first.</source>
        <translation>网格台账里没有社区名称，请先录入网格。</translation>
    </message>
    <message>
        <source>Say who verified it.</source>
        <translation>请填写核实人。</translation>
    </message>
    <message>
        <source>The period ends before it begins: check both days.</source>
        <translation>结束日期早于开始日期，请核对。</translation>
    </message>
    <message>
        <source>The scales of levels cannot be read: {reason}</source>
        <translation>分级标准无法读取：{reason}</translation>
    </message>
    <message>
        <source>The table of seasons cannot be read: {reason}</source>
        <translation>季节性时期表无法读取：{reason}</translation>
    </message>
    <message>
        <source>The words of sensitivity cannot be read: {reason}</source>
        <translation>敏感性提示用词无法读取：{reason}</translation>
    </message>
    <message>
        <source>This day has not come yet.</source>
        <translation>这一天还没有到。</translation>
    </message>
    <message>
        <source>This day is reported already.</source>
        <translation>这一天已经报过了。</translation>
    </message>
    <message>
        <source>{count} incident(s) received that day ({titles}): no zero report. Write what happened, then send.</source>
        <translation>当天接报过 {count} 起事件（{titles}），不能零报告。请写明当日情况再报送。</translation>
    </message>
    <message>
        <source>This period is not known here.</source>
        <translation>没有这个特殊时期。</translation>
    </message>
    <message>
        <source>This period is over.</source>
        <translation>这个特殊时期已经结束。</translation>
    </message>
    <message>
        <source>This roll-call is not on this workstation.</source>
        <translation>本机没有这次点名。</translation>
    </message>
    <message>
        <source>{community} was not asked in this roll-call.</source>
        <translation>这次点名没有包括{community}。</translation>
    </message>
    <message>
        <source>“{typed}” cannot be read here ({field}).</source>
        <translation>“{typed}”无法识别（{field}）。</translation>
    </message>
</context>
<context>
    <name>Pages</name>
    <message>
        <source>Review</source>
        <translation>核对</translation>
    </message>
</context>
<context>
    <name>Reports</name>
    <message>
        <source>{figure}: {before} told before, {now} now: say why and who verified it (F8: being verified)</source>
        <translation>{figure}：此前 {before}，现为 {now}：请写明原因和核实人（F8 填“正在核实”）</translation>
    </message>
    <message>
        <source>{figure}: {before} told before, {now} now: {reason} ({verifier})</source>
        <translation>{figure}：此前 {before}，现为 {now}：{reason}（{verifier}）</translation>
    </message>
</context>
<context>
    <name>Review</name>
    <message>
        <source>Call undecided</source>
        <translation>来电待定</translation>
    </message>
    <message>
        <source>Community silent</source>
        <translation>社区未报</translation>
    </message>
    <message>
        <source>Element empty</source>
        <translation>要素空缺</translation>
    </message>
    <message>
        <source>Level below figures</source>
        <translation>定级低于数据</translation>
    </message>
    <message>
        <source>Log and report differ</source>
        <translation>日志与报告不符</translation>
    </message>
    <message>
        <source>Not receipted</source>
        <translation>未签收</translation>
    </message>
    <message>
        <source>closed as not reported</source>
        <translation>按不报结束</translation>
    </message>
    <message>
        <source>level lowered</source>
        <translation>降级</translation>
    </message>
    <message>
        <source>no longer sensitive</source>
        <translation>撤销敏感</translation>
    </message>
    <message>
        <source>{figure}: {logged} in the log, not in the report</source>
        <translation>{figure}：日志 {logged}，报告未报</translation>
    </message>
    <message>
        <source>{figure}: {logged} in the log, {told} in the report</source>
        <translation>{figure}：日志 {logged}，报告 {told}</translation>
    </message>
    <message>
        <source>{level}, the figures suggest {suggested}</source>
        <translation>现为{level}，按数据建议{suggested}</translation>
    </message>
</context>
<context>
    <name>ReviewPage</name>
    <message numerus="yes">
        <source>%n open point(s)</source>
        <translation><numerusform>%n 项待核对</numerusform></translation>
    </message>
    <message>
        <source>About</source>
        <translation>事件或对象</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>具体内容</translation>
    </message>
    <message>
        <source>Leader</source>
        <translation>带班领导</translation>
    </message>
    <message>
        <source>Made less serious, signed by the leader · the upper tier sees it</source>
        <translation>从轻处理（带班领导已签）· 上级可见</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>Review</source>
        <translation>核对</translation>
    </message>
    <message>
        <source>Since</source>
        <translation>起始</translation>
    </message>
    <message>
        <source>Unit</source>
        <translation>单位</translation>
    </message>
    <message>
        <source>What</source>
        <translation>事项</translation>
    </message>
    <message>
        <source>What was left out</source>
        <translation>漏报核对</translation>
    </message>
    <message>
        <source>What was left out · Enter leads there</source>
        <translation>漏报核对 · 回车前往处理</translation>
    </message>
    <message>
        <source>What was made less serious</source>
        <translation>从轻处理</translation>
    </message>
    <message>
        <source>When</source>
        <translation>时间</translation>
    </message>
</context>
<context>
    <name>RollBox</name>
    <message>
        <source> min</source>
        <translation> 分钟</translation>
    </message>
    <message>
        <source>Answered</source>
        <translation>已报</translation>
    </message>
    <message>
        <source>Begin</source>
        <translation>开始点名</translation>
    </message>
    <message>
        <source>Community that answers</source>
        <translation>答复的社区</translation>
    </message>
    <message>
        <source>End</source>
        <translation>结束点名</translation>
    </message>
    <message>
        <source>Minutes to answer</source>
        <translation>答复时限（分钟）</translation>
    </message>
    <message>
        <source>None goes on</source>
        <translation>没有正在进行的点名</translation>
    </message>
    <message>
        <source>Roll-call of the communities</source>
        <translation>社区点名</translation>
    </message>
    <message>
        <source>What it said; empty: all is well</source>
        <translation>答复内容；留空即平安</translation>
    </message>
    <message>
        <source>Why they are asked, e.g. heavy rain</source>
        <translation>点名原因，如强降雨</translation>
    </message>
    <message>
        <source>{reason} · {silent} of {asked} silent · until {time}</source>
        <translation>{reason} · {asked} 个社区中 {silent} 个未报 · 时限 {time}</translation>
    </message>
</context>
<context>
    <name>RuleEditorSection</name>
    <message>
        <source> (drives)</source>
        <translation>（最严）</translation>
    </message>
    <message>
        <source> (to be confirmed)</source>
        <translation>（待核定）</translation>
    </message>
    <message>
        <source>Add as a new rule</source>
        <translation>另存为新规则</translation>
    </message>
    <message>
        <source>Adopt this version</source>
        <translation>采用此版本</translation>
    </message>
    <message>
        <source>Adopted: a new entry of the journal; open incidents keep their rules</source>
        <translation>已采用并记入流水；在办事件仍按接报时的规则</translation>
    </message>
    <message>
        <source>An incident</source>
        <translation>设一起事件</translation>
    </message>
    <message>
        <source>Changes count once they are adopted. Write who confirmed a figure and by which document.</source>
        <translation>修改后须采用才生效；请写明时限由谁、依据哪份文件核定。</translation>
    </message>
    <message>
        <source>Confirmed</source>
        <translation>核定</translation>
    </message>
    <message>
        <source>In force from</source>
        <translation>施行日期</translation>
    </message>
    <message>
        <source>Keep the rule</source>
        <translation>保存本条</translation>
    </message>
    <message>
        <source>Kept in this draft; adopt it to put it in force</source>
        <translation>已保存在草稿，采用后生效</translation>
    </message>
    <message>
        <source>Left out of this draft; the older version keeps it</source>
        <translation>已移出草稿，旧版本仍保留</translation>
    </message>
    <message>
        <source>New version</source>
        <translation>新版本</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>说明</translation>
    </message>
    <message>
        <source>Pack to edit</source>
        <translation>要编辑的规则包</translation>
    </message>
    <message>
        <source>Rule</source>
        <translation>规则</translation>
    </message>
    <message>
        <source>Rules of the pack</source>
        <translation>规则</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>出处</translation>
    </message>
    <message>
        <source>Take the rule out</source>
        <translation>移出本条</translation>
    </message>
    <message>
        <source>What would it owe?</source>
        <translation>试算</translation>
    </message>
    <message>
        <source>at once</source>
        <translation>立即</translation>
    </message>
    <message>
        <source>confirmed</source>
        <translation>已核定</translation>
    </message>
    <message>
        <source>in force from, e.g. 2027-01-01; empty: at once</source>
        <translation>施行日期，如 2027-01-01；留空即日起</translation>
    </message>
    <message>
        <source>nothing</source>
        <translation>无应报事项</translation>
    </message>
    <message>
        <source>sensitive</source>
        <translation>敏感</translation>
    </message>
    <message>
        <source>to be confirmed</source>
        <translation>待核定</translation>
    </message>
</context>
<context>
    <name>RuleForm</name>
    <message>
        <source>Article</source>
        <translation>条款</translation>
    </message>
    <message>
        <source>Binds</source>
        <translation>适用单位</translation>
    </message>
    <message>
        <source>Channel</source>
        <translation>方式</translation>
    </message>
    <message>
        <source>Clock starts</source>
        <translation>起算</translation>
    </message>
    <message>
        <source>Confirmed by, with the document</source>
        <translation>核定人和文件文号</translation>
    </message>
    <message>
        <source>Daily report in</source>
        <translation>日报时期</translation>
    </message>
    <message>
        <source>Document</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>Effective from</source>
        <translation>施行日期</translation>
    </message>
    <message>
        <source>Effective to</source>
        <translation>失效日期</translation>
    </message>
    <message>
        <source>Final after the end (min)</source>
        <translation>终报（结束后分钟）</translation>
    </message>
    <message>
        <source>First report</source>
        <translation>首报</translation>
    </message>
    <message>
        <source>Follow-up every (min)</source>
        <translation>续报间隔（分钟）</translation>
    </message>
    <message>
        <source>Follow-ups until</source>
        <translation>续报至</translation>
    </message>
    <message>
        <source>Kinds</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>Levels</source>
        <translation>级别</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>说明</translation>
    </message>
    <message>
        <source>Rule</source>
        <translation>规则</translation>
    </message>
    <message>
        <source>Supplement within (days)</source>
        <translation>补报（天内）</translation>
    </message>
    <message>
        <source>Who is bound</source>
        <translation>适用单位</translation>
    </message>
    <message>
        <source>Zero report in</source>
        <translation>零报告时期</translation>
    </message>
    <message>
        <source>anybody</source>
        <translation>任何单位</translation>
    </message>
    <message>
        <source>by, e.g. 17:00</source>
        <translation>几时前，如 17:00</translation>
    </message>
    <message>
        <source>codes, e.g. 12G00</source>
        <translation>代码，如 12G00</translation>
    </message>
    <message>
        <source>minutes; empty: at once</source>
        <translation>分钟；留空为立即</translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <source>only sensitive events</source>
        <translation>仅敏感事件</translation>
    </message>
    <message>
        <source>reports to</source>
        <translation>报送对象</translation>
    </message>
</context>
<context>
    <name>Rules</name>
    <message>
        <source>any channel</source>
        <translation>不限方式</translation>
    </message>
    <message>
        <source>by phone only</source>
        <translation>仅电话</translation>
    </message>
    <message>
        <source>events</source>
        <translation>重大活动</translation>
    </message>
    <message>
        <source>flood season</source>
        <translation>汛期</translation>
    </message>
    <message>
        <source>from the discovery</source>
        <translation>自发现</translation>
    </message>
    <message>
        <source>from the occurrence</source>
        <translation>自发生</translation>
    </message>
    <message>
        <source>from the receipt</source>
        <translation>自接报</translation>
    </message>
    <message>
        <source>holidays</source>
        <translation>法定节假日</translation>
    </message>
    <message>
        <source>in writing</source>
        <translation>书面</translation>
    </message>
    <message>
        <source>meetings</source>
        <translation>重要会议</translation>
    </message>
</context>
<context>
    <name>Settings</name>
    <message>
        <source>Rule editor</source>
        <translation>规则编辑</translation>
    </message>
</context>
<context>
    <name>Vocabulary</name>
    <message>
        <source>Zero report</source>
        <translation>零报告</translation>
    </message>
    <message>
        <source>badly hurt</source>
        <translation>重伤</translation>
    </message>
    <message>
        <source>burnt (ha)</source>
        <translation>受害面积（公顷）</translation>
    </message>
    <message>
        <source>dead and missing</source>
        <translation>死亡和失踪</translation>
    </message>
    <message>
        <source>homes</source>
        <translation>倒损房屋（间）</translation>
    </message>
    <message>
        <source>loss (10,000 yuan)</source>
        <translation>损失（万元）</translation>
    </message>
    <message>
        <source>threatened</source>
        <translation>受威胁（人）</translation>
    </message>
</context>
<context>
    <name>Watch</name>
    <message>
        <source>Nobody took note: tell the duty leader {who} at once.</source>
        <translation>无人确认：请立即报告带班领导 {who}。</translation>
    </message>
    <message>
        <source>The upper tier is told.</source>
        <translation>已提醒上级。</translation>
    </message>
    <message>
        <source>Unheard below: {words} Call the duty room.</source>
        <translation>下级无人确认：{words}请电话联系其值班室。</translation>
    </message>
    <message>
        <source>▲ {title}: half the time for {step} is gone.</source>
        <translation>▲ {title}：{step}时限已过半。</translation>
    </message>
    <message>
        <source>▲ {title}: made less serious by a leader's signature. Ctrl+0 tells why.</source>
        <translation>▲ {title}：带班领导签字从轻处理，按 Ctrl+0 查看原因。</translation>
    </message>
    <message>
        <source>▲ {title}: {step} is due now or soon.</source>
        <translation>▲ {title}：{step}应立即报出或即将到时限。</translation>
    </message>
</context>
</TS>
