<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>ActPart</name>
    <message>
        <source>Limit</source>
        <translation>时限</translation>
    </message>
    <message>
        <source>Send</source>
        <translation>发出</translation>
    </message>
    <message>
        <source>To which unit</source>
        <translation>发往单位</translation>
    </message>
    <message>
        <source>What shall be done</source>
        <translation>办理方式</translation>
    </message>
    <message>
        <source>Words</source>
        <translation>内容</translation>
    </message>
    <message>
        <source>no limit</source>
        <translation>不限时</translation>
    </message>
    <message>
        <source>within {n} min</source>
        <translation>{n} 分钟内</translation>
    </message>
</context>
<context>
    <name>Actions</name>
    <message>
        <source>Bulletin, daily summary, zero report and other papers</source>
        <translation>快报、日报、零报告等文稿</translation>
    </message>
    <message>
        <source>Page: units (upper rooms)</source>
        <translation>页面：下级单位（上级值班室）</translation>
    </message>
    <message>
        <source>Send another way: codes, texts, file</source>
        <translation>其他渠道报送：二维码、短信、文件</translation>
    </message>
    <message>
        <source>Take in what came another way: codes, texts, file</source>
        <translation>其他渠道收件：二维码、短信、文件</translation>
    </message>
</context>
<context>
    <name>AnswerPart</name>
    <message>
        <source>Answer</source>
        <translation>反馈</translation>
    </message>
    <message>
        <source>Conveyed</source>
        <translation>已传达</translation>
    </message>
    <message>
        <source>Conveyed to</source>
        <translation>传达对象</translation>
    </message>
    <message>
        <source>Conveyed to whom</source>
        <translation>传达给谁</translation>
    </message>
    <message>
        <source>Pass down</source>
        <translation>转下级</translation>
    </message>
    <message>
        <source>Passed down to</source>
        <translation>转给下级单位</translation>
    </message>
    <message>
        <source>What was done about it</source>
        <translation>办理情况</translation>
    </message>
    <message>
        <source>all units below</source>
        <translation>全部下级单位</translation>
    </message>
</context>
<context>
    <name>Arrival</name>
    <message>
        <source>Head of the journal {code} at entry {seq}</source>
        <translation>日志摘要码 {code}（第 {seq} 条）</translation>
    </message>
    <message>
        <source>It is not meant for this room and cannot be taken in.</source>
        <translation>不是报给本室的，不能收下。</translation>
    </message>
    <message>
        <source>Receipt by {name}, {time}</source>
        <translation>签收：{name}，{time}</translation>
    </message>
    <message>
        <source>here already</source>
        <translation>本机已有</translation>
    </message>
    <message>
        <source>here already; nothing is doubled</source>
        <translation>本机已有，不会重复</translation>
    </message>
    <message>
        <source>new</source>
        <translation>新</translation>
    </message>
    <message>
        <source>not here yet</source>
        <translation>本机尚无</translation>
    </message>
    <message>
        <source>signed by {device}</source>
        <translation>{device} 签名，已核验</translation>
    </message>
    <message>
        <source>tells something else than what is here</source>
        <translation>与本机已有的内容不一致</translation>
    </message>
    <message>
        <source>typed in: no proof of origin, telephone to confirm</source>
        <translation>人工录入，不能证明来源，请电话确认</translation>
    </message>
    <message>
        <source>{kind} {n}</source>
        <translation>{kind} {n} 条</translation>
    </message>
    <message>
        <source>, </source>
        <translation>、</translation>
    </message>
    <message>
        <source>{units} · signed by {devices} · {n} entries</source>
        <translation>{units} · {devices} 签名 · {n} 条</translation>
    </message>
</context>
<context>
    <name>BelongsPart</name>
    <message>
        <source>Belongs to: {title}</source>
        <translation>归属事件：{title}</translation>
    </message>
    <message>
        <source>Incidents that may be the same</source>
        <translation>疑似同一事件</translation>
    </message>
    <message>
        <source>Join with it</source>
        <translation>并入该事件</translation>
    </message>
    <message>
        <source>May be the same as an incident of this room; a person decides.</source>
        <translation>疑似与本室已有事件相同，由值班员判断。</translation>
    </message>
    <message>
        <source>Raise to an incident here</source>
        <translation>升级为本室事件</translation>
    </message>
    <message>
        <source>Take apart</source>
        <translation>解除归并</translation>
    </message>
</context>
<context>
    <name>InDialog</name>
    <message>
        <source>A code is only read, never opened: no link in it is followed. Pictures may also be dropped here.</source>
        <translation>只读取码中文字，绝不打开任何链接。也可把图片拖到这里。</translation>
    </message>
    <message>
        <source>Check the texts</source>
        <translation>核对短信</translation>
    </message>
    <message>
        <source>File (.cpb)…</source>
        <translation>文件（.cpb）…</translation>
    </message>
    <message>
        <source>Files (*.cpb)</source>
        <translation>文件 (*.cpb)</translation>
    </message>
    <message>
        <source>No code was found on {name}.</source>
        <translation>{name} 上没有找到二维码。</translation>
    </message>
    <message>
        <source>Paste picture</source>
        <translation>粘贴图片</translation>
    </message>
    <message>
        <source>Pictures (*.png *.jpg *.jpeg *.bmp *.webp *.tif)</source>
        <translation>图片 (*.png *.jpg *.jpeg *.bmp *.webp *.tif)</translation>
    </message>
    <message>
        <source>Pictures with codes…</source>
        <translation>二维码图片…</translation>
    </message>
    <message>
        <source>Take in</source>
        <translation>收下</translation>
    </message>
    <message>
        <source>Taken in. Give the receipt in the inbox.</source>
        <translation>已收下，请在收件箱签收。</translation>
    </message>
    <message>
        <source>Texts</source>
        <translation>短信</translation>
    </message>
    <message>
        <source>There is no picture in the clipboard.</source>
        <translation>剪贴板中没有图片。</translation>
    </message>
    <message>
        <source>This tells something else than what is here under the same report: look at both.</source>
        <translation>与本机同一报告的内容不一致，请对照两份。</translation>
    </message>
    <message>
        <source>Type the texts here, one in each line: 值报1/3…校XXXX</source>
        <translation>在此录入短信，每行一条：值报1/3…校XXXX</translation>
    </message>
    <message>
        <source>What came another way</source>
        <translation>其他渠道收件</translation>
    </message>
    <message>
        <source>the picture</source>
        <translation>图片</translation>
    </message>
</context>
<context>
    <name>Inbox</name>
    <message>
        <source>DRILL</source>
        <translation>【演练】</translation>
    </message>
    <message>
        <source>[level left out]</source>
        <translation>【越级】</translation>
    </message>
    <message>
        <source>a level left out: {reason}</source>
        <translation>越级上报：{reason}</translation>
    </message>
    <message>
        <source>signed</source>
        <translation>签名已核验</translation>
    </message>
    <message>
        <source>typed in, no proof of origin</source>
        <translation>人工录入，不能证明来源</translation>
    </message>
    <message>
        <source>{how}: tells something else</source>
        <translation>{how}：内容不一致</translation>
    </message>
    <message>
        <source>{how}: the same</source>
        <translation>{how}：一致</translation>
    </message>
    <message>
        <source>{what}, follow-up</source>
        <translation>{what}·续</translation>
    </message>
</context>
<context>
    <name>InboxActs</name>
    <message>
        <source>A word with the copy; later follow-ups go after it by themselves</source>
        <translation>抄送附言；此后的续报自动跟进</translation>
    </message>
    <message>
        <source>Ask to verify</source>
        <translation>核实</translation>
    </message>
    <message>
        <source>Copy to a department</source>
        <translation>抄送部门</translation>
    </message>
    <message>
        <source>Directive</source>
        <translation>批示</translation>
    </message>
    <message>
        <source>Directive to the unit below: what, by when</source>
        <translation>批示内容：做什么、何时反馈</translation>
    </message>
    <message>
        <source>Hand to a department</source>
        <translation>转办部门</translation>
    </message>
    <message>
        <source>Return with reasons</source>
        <translation>退回</translation>
    </message>
    <message>
        <source>What is unclear and must be verified</source>
        <translation>哪些情况不清、需要核实</translation>
    </message>
    <message>
        <source>What the department shall do; later follow-ups go after it</source>
        <translation>请部门办理什么；此后的续报自动跟进</translation>
    </message>
    <message>
        <source>Why it is returned; its time of sending stays as it is</source>
        <translation>退回原因；原报送时间不变</translation>
    </message>
</context>
<context>
    <name>InboxCall</name>
    <message numerus="yes">
        <source>%n in the inbox to be receipted: read and give a receipt.</source>
        <translation><numerusform>收件箱有 %n 件待签收，请查看并签收。</numerusform></translation>
    </message>
</context>
<context>
    <name>InboxDetail</name>
    <message>
        <source>Paper</source>
        <translation>文稿</translation>
    </message>
    <message>
        <source>Receipt as codes</source>
        <translation>签收二维码</translation>
    </message>
    <message>
        <source>Slip</source>
        <translation>办理单</translation>
    </message>
    <message>
        <source>The whole way</source>
        <translation>全过程</translation>
    </message>
</context>
<context>
    <name>InboxPage</name>
    <message>
        <source>Came another way</source>
        <translation>其他渠道收件</translation>
    </message>
    <message>
        <source>Handed over</source>
        <translation>抄送转办</translation>
    </message>
</context>
<context>
    <name>Messages</name>
        <message>
            <source>The later incident owes an overdue report: send it first, then put the two together.</source>
            <translation>后一起事件有逾期未报的报告，请先报出再合并。</translation>
        </message>
        <message>
            <source>This directive was given to another room; it answers itself.</source>
            <translation>这条批示是发给别的值班室的，由其自行反馈。</translation>
        </message>
    <message>
        <source>A part of the file does not verify ({reason}) and was kept aside; {taken} entries were taken in.</source>
        <translation>文件有一部分未通过核验（{reason}），已另存备查；收下 {taken} 条。</translation>
    </message>
    <message>
        <source>At most {days} days at once; nothing is limited to thirty.</source>
        <translation>一次最多 {days} 天（不限 30 天）。</translation>
    </message>
    <message>
        <source>Choose the unit it goes to.</source>
        <translation>请选择送往哪个单位。</translation>
    </message>
    <message>
        <source>No server knows this workstation yet, so nobody can check its signature. Send texts or telephone.</source>
        <translation>本机尚未登记入网，对方无法核验签名。请改用短信或电话。</translation>
    </message>
    <message>
        <source>Of {total} codes these are missing: {missing}.</source>
        <translation>共 {total} 个码，还缺第 {missing} 个。</translation>
    </message>
    <message>
        <source>Of {total} texts these are missing: {missing}.</source>
        <translation>共 {total} 条短信，还缺第 {missing} 条。</translation>
    </message>
    <message>
        <source>Say why a level is left out, e.g. the line to the district is dead.</source>
        <translation>请写明越级上报的原因，例如“区值班电话不通”。</translation>
    </message>
    <message>
        <source>Text {message} has a typing error: compare it once more.</source>
        <translation>第 {message} 条有录入错误，请再核对一遍。</translation>
    </message>
    <message>
        <source>Text {message} is none of ours; it begins with 值报1/3 or 演练1/3.</source>
        <translation>第 {message} 条不是本系统的短信；应以“值报1/3”或“演练1/3”开头。</translation>
    </message>
    <message>
        <source>The codes do not fit together: photograph them again.</source>
        <translation>各码内容对不上，请重新拍照。</translation>
    </message>
    <message>
        <source>The codes hold nothing this program understands.</source>
        <translation>码中内容无法识别。</translation>
    </message>
    <message>
        <source>The file was signed by {name}, not known to the server trusted here. Nothing was kept.</source>
        <translation>文件由 {name} 签名，不在本机信任的服务端登记名单内，未收下任何内容。</translation>
    </message>
    <message>
        <source>The first report took {seconds} s; at most {limit} s are let.</source>
        <translation>首报用时 {seconds} 秒，超过 {limit} 秒。</translation>
    </message>
    <message>
        <source>The later incident goes into the earlier one, so that no clock starts anew.</source>
        <translation>请把接报晚的并入接报早的，时限不会重新计时。</translation>
    </message>
    <message>
        <source>The picture is too large; at most {limit} MB.</source>
        <translation>图片太大，最多 {limit} MB。</translation>
    </message>
    <message>
        <source>The signature of {name} does not fit what is said. Nothing was kept: telephone to check.</source>
        <translation>{name} 的签名与内容不符，未收下任何内容，请电话核实。</translation>
    </message>
    <message>
        <source>The span ends before it begins: check both days.</source>
        <translation>结束早于开始，请核对两个日期。</translation>
    </message>
    <message>
        <source>The texts fit together but hold no report of this program.</source>
        <translation>短信校验一致，但内容不是本系统的报告。</translation>
    </message>
    <message>
        <source>There is no code of this program on it. Nothing was opened, nothing was followed.</source>
        <translation>图上没有本系统的二维码。未打开、未访问任何内容。</translation>
    </message>
    <message>
        <source>There is no paper of this kind for it.</source>
        <translation>该记录没有这种文稿。</translation>
    </message>
    <message>
        <source>There is no tier above the upper one to report to.</source>
        <translation>上级之上没有可越级上报的单位。</translation>
    </message>
    <message>
        <source>These are codes of two series. Read one report at a time.</source>
        <translation>这是两组不同的二维码，请一次只读一份报告。</translation>
    </message>
    <message>
        <source>These are one incident already.</source>
        <translation>这已经是同一个事件。</translation>
    </message>
    <message>
        <source>These texts belong to different reports: compare the four letters.</source>
        <translation>这些短信不是同一份报告，请核对开头四位字符。</translation>
    </message>
    <message>
        <source>This comes from {unit} and is not meant for this room.</source>
        <translation>来自{unit}，不是报给本室的。</translation>
    </message>
    <message>
        <source>This duty day has not begun yet.</source>
        <translation>该值班日尚未开始。</translation>
    </message>
    <message>
        <source>This incident is another room's; only its own room changes it.</source>
        <translation>这是别的单位的事件，只能由该单位更改。</translation>
    </message>
    <message>
        <source>This incident was not merged into another one.</source>
        <translation>该事件没有并入别的事件。</translation>
    </message>
    <message>
        <source>This is no picture that can be read (PNG, JPEG, BMP, TIFF).</source>
        <translation>这不是可读的图片（PNG、JPEG、BMP、TIFF）。</translation>
    </message>
    <message>
        <source>This is too long for codes. Send it as a file.</source>
        <translation>内容太长，二维码放不下，请改用文件（U 盘）。</translation>
    </message>
    <message>
        <source>This paper is not on this workstation.</source>
        <translation>本机没有这份文稿。</translation>
    </message>
    <message>
        <source>This report belongs to an incident of this room already.</source>
        <translation>这份报告已归入本室的事件。</translation>
    </message>
    <message>
        <source>This report cannot be told in texts: telephone or send codes.</source>
        <translation>这份报告不能用短信报送，请电话或用二维码。</translation>
    </message>
    <message>
        <source>This report is too long for codes ({size} of {limit} bytes). Send it as a file.</source>
        <translation>报告太长，二维码放不下（{size}/{limit} 字节），请改用文件（U 盘）。</translation>
    </message>
    <message>
        <source>This report was returned already; wait for the answer.</source>
        <translation>这份报告已退回，请等对方答复。</translation>
    </message>
    <message>
        <source>This room has given no receipt for it yet.</source>
        <translation>本室尚未签收。</translation>
    </message>
    <message>
        <source>{count} incidents were received in this duty day: a daily summary fits, a zero report does not.</source>
        <translation>本值班日已接报 {count} 起突发事件，应报值班日报，不能零报告。</translation>
    </message>
    <message>
        <source>{name} ({unit}) is not known to the server trusted here. Nothing was kept: telephone to check.</source>
        <translation>{name}（{unit}）不在本机信任的服务端登记名单内，未收下任何内容，请电话核实。</translation>
    </message>
    <message>
        <source>{name} was barred by its server on {at}. Nothing was kept.</source>
        <translation>{name} 已于 {at} 被服务端停用，未收下任何内容。</translation>
    </message>
</context>
<context>
    <name>OutDialog</name>
    <message>
        <source>A file with the report, its incident and the log lines about it, signed as the journal signs. It is not encrypted: carry it yourself. When the line is back, nothing is doubled.</source>
        <translation>文件内含报告、所属事件和相关日志，按日志签名。文件未加密，请专人携带。线路恢复后不会重复。</translation>
    </message>
    <message>
        <source>Codes</source>
        <translation>二维码</translation>
    </message>
    <message>
        <source>Copy all</source>
        <translation>全部复制</translation>
    </message>
    <message>
        <source>File</source>
        <translation>文件（U 盘）</translation>
    </message>
    <message>
        <source>Photograph all codes, or save the picture; the other room reads it from the file and checks it.</source>
        <translation>拍下全部二维码，或保存图片发给对方；对方从图片读取并核验签名。</translation>
    </message>
    <message>
        <source>Save file</source>
        <translation>保存文件</translation>
    </message>
    <message>
        <source>Save picture</source>
        <translation>保存图片</translation>
    </message>
    <message>
        <source>Send another way</source>
        <translation>其他渠道报送</translation>
    </message>
    <message>
        <source>Send these texts one by one; the other room types them in. The check finds typing errors and proves no origin: telephone to confirm.</source>
        <translation>逐条发送，对方逐条录入。校验码只查录入错误，不能证明来源，请电话确认。</translation>
    </message>
    <message>
        <source>Text {n}: {used} of {limit}</source>
        <translation>第 {n} 条：{used}/{limit} 字</translation>
    </message>
    <message>
        <source>Texts</source>
        <translation>短信</translation>
    </message>
    <message>
        <source>codes</source>
        <translation>二维码</translation>
    </message>
</context>
<context>
    <name>OverviewPage</name>
    <message>
        <source>Counted by when the incident was received here below; drills are left out.</source>
        <translation>按下级接报时间统计，演练不计。</translation>
    </message>
    <message>
        <source>Counted from</source>
        <translation>计时起点</translation>
    </message>
    <message>
        <source>Export workbook</source>
        <translation>导出 Excel</translation>
    </message>
    <message>
        <source>First reports</source>
        <translation>首报数</translation>
    </message>
    <message>
        <source>From</source>
        <translation>起</translation>
    </message>
    <message>
        <source>In order</source>
        <translation>正常</translation>
    </message>
    <message>
        <source>In time</source>
        <translation>按时</translation>
    </message>
    <message>
        <source>Incidents</source>
        <translation>在办事件</translation>
    </message>
    <message>
        <source>Last heard</source>
        <translation>最近来讯</translation>
    </message>
    <message>
        <source>Late</source>
        <translation>迟报</translation>
    </message>
    <message>
        <source>Late, last day</source>
        <translation>24 时迟报</translation>
    </message>
    <message>
        <source>Longest</source>
        <translation>最长用时</translation>
    </message>
    <message>
        <source>Median</source>
        <translation>中位用时</translation>
    </message>
    <message>
        <source>No such time</source>
        <translation>缺起点时间</translation>
    </message>
    <message>
        <source>Not provable</source>
        <translation>无法证明</translation>
    </message>
    <message>
        <source>Now</source>
        <translation>当前</translation>
    </message>
    <message>
        <source>Overdue</source>
        <translation>超时</translation>
    </message>
    <message>
        <source>Owed</source>
        <translation>应报</translation>
    </message>
    <message>
        <source>Owes</source>
        <translation>有应报</translation>
    </message>
    <message>
        <source>Silent</source>
        <translation>静默</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>This room has no units below.</source>
        <translation>本室没有下级单位。</translation>
    </message>
    <message>
        <source>Timeliness</source>
        <translation>及时率</translation>
    </message>
    <message>
        <source>To be receipted</source>
        <translation>待签收</translation>
    </message>
    <message>
        <source>Unit</source>
        <translation>单位</translation>
    </message>
    <message>
        <source>Units</source>
        <translation>下级单位</translation>
    </message>
    <message>
        <source>Units below</source>
        <translation>下级单位</translation>
    </message>
    <message>
        <source>Until</source>
        <translation>止</translation>
    </message>
    <message>
        <source>What the unit owes</source>
        <translation>应报未报</translation>
    </message>
    <message>
        <source>never</source>
        <translation>从未</translation>
    </message>
    <message>
        <source>occurrence</source>
        <translation>发生时间</translation>
    </message>
    <message>
        <source>owes nothing</source>
        <translation>无应报未报</translation>
    </message>
    <message>
        <source>receipt of the call</source>
        <translation>接报时间</translation>
    </message>
    <message>
        <source>{at}, {ago} ago</source>
        <translation>{at}（{ago}前）</translation>
    </message>
    <message>
        <source>{n} units · {late} with overdue reports · {silent} silent</source>
        <translation>{n} 个单位 · {late} 个有超时 · {silent} 个静默</translation>
    </message>
</context>
<context>
    <name>Pages</name>
    <message>
        <source>Units</source>
        <translation>下级</translation>
    </message>
</context>
<context>
    <name>PapersDialog</name>
    <message>
        <source>Duty day</source>
        <translation>值班日</translation>
    </message>
    <message>
        <source>Issued as {number}</source>
        <translation>已编号：{number}</translation>
    </message>
    <message>
        <source>Kind of paper</source>
        <translation>文稿种类</translation>
    </message>
    <message>
        <source>Leader's sign-off</source>
        <translation>领导签发</translation>
    </message>
    <message>
        <source>Not on this machine: {fonts}. Free fonts stand in for them; the layout is the same.</source>
        <translation>本机缺少字体：{fonts}。以自由字体代替，版式不变。</translation>
    </message>
    <message>
        <source>Number and save PDF</source>
        <translation>编号并保存 PDF</translation>
    </message>
    <message>
        <source>Paper with a printed red head</source>
        <translation>套打（已印红头）</translation>
    </message>
    <message>
        <source>Papers</source>
        <translation>文稿</translation>
    </message>
    <message>
        <source>Save for Word or WPS</source>
        <translation>保存为 Word/WPS</translation>
    </message>
    <message>
        <source>The leader signs the paper</source>
        <translation>领导签发文稿</translation>
    </message>
</context>
<context>
    <name>PhoneCard</name>
    <message>
        <source>1 Who</source>
        <translation>1 报告人</translation>
    </message>
    <message>
        <source>2 What</source>
        <translation>2 事　件</translation>
    </message>
    <message>
        <source>3 Where</source>
        <translation>3 地　点</translation>
    </message>
    <message>
        <source>4 When</source>
        <translation>4 时　间</translation>
    </message>
    <message>
        <source>5 People</source>
        <translation>5 人　员</translation>
    </message>
    <message>
        <source>6 Done</source>
        <translation>6 处　置</translation>
    </message>
    <message>
        <source>7 Needed</source>
        <translation>7 需　求</translation>
    </message>
    <message>
        <source>8 Call back</source>
        <translation>8 回　电</translation>
    </message>
</context>
<context>
    <name>ReportBar</name>
    <message>
        <source>Another way</source>
        <translation>其他渠道</translation>
    </message>
    <message>
        <source>Leave a level out</source>
        <translation>越级上报</translation>
    </message>
    <message>
        <source>Papers</source>
        <translation>文稿</translation>
    </message>
</context>
<context>
    <name>ReportList</name>
    <message>
        <source>Daily papers</source>
        <translation>日报/零报告</translation>
    </message>
</context>
<context>
    <name>SkipLine</name>
    <message>
        <source>Keep the level</source>
        <translation>不越级</translation>
    </message>
    <message>
        <source>Reason for leaving a level out</source>
        <translation>越级原因</translation>
    </message>
    <message>
        <source>To the tier above the upper one; the level left out still sees it</source>
        <translation>越级报上级的上级，被越过的一级仍可看到</translation>
    </message>
    <message>
        <source>Why the district is left out, e.g. its line is dead. Enter confirms.</source>
        <translation>越级原因，例如“区值班电话不通”，回车确认</translation>
    </message>
</context>
<context>
    <name>Vocabulary</name>
    <message>
        <source>Copy for information</source>
        <translation>抄送</translation>
    </message>
    <message>
        <source>Daily summary</source>
        <translation>值班日报</translation>
    </message>
    <message>
        <source>Department</source>
        <translation>委办局</translation>
    </message>
    <message>
        <source>Directive slip</source>
        <translation>批示办理单</translation>
    </message>
    <message>
        <source>Duty bulletin</source>
        <translation>值班快报</translation>
    </message>
    <message>
        <source>Formal directive</source>
        <translation>批示</translation>
    </message>
    <message>
        <source>Handed over</source>
        <translation>转办</translation>
    </message>
    <message>
        <source>Phone record</source>
        <translation>电话记录</translation>
    </message>
    <message>
        <source>Returned</source>
        <translation>退回</translation>
    </message>
    <message>
        <source>Special report</source>
        <translation>突发事件信息专报</translation>
    </message>
    <message>
        <source>Verify</source>
        <translation>核实</translation>
    </message>
    <message>
        <source>a level left out</source>
        <translation>越级上报</translation>
    </message>
    <message>
        <source>answered</source>
        <translation>反馈</translation>
    </message>
    <message>
        <source>asked to verify</source>
        <translation>要求核实</translation>
    </message>
    <message>
        <source>by codes</source>
        <translation>二维码</translation>
    </message>
    <message>
        <source>by fax</source>
        <translation>传真</translation>
    </message>
    <message>
        <source>by file</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>by telephone</source>
        <translation>电话</translation>
    </message>
    <message>
        <source>by texts</source>
        <translation>短信</translation>
    </message>
    <message>
        <source>by the network</source>
        <translation>网络</translation>
    </message>
    <message>
        <source>conveyed</source>
        <translation>传达</translation>
    </message>
    <message>
        <source>copy taken in</source>
        <translation>收下副本</translation>
    </message>
    <message>
        <source>countersigned</source>
        <translation>补签</translation>
    </message>
    <message>
        <source>department answered</source>
        <translation>部门反馈</translation>
    </message>
    <message>
        <source>directive</source>
        <translation>批示</translation>
    </message>
    <message>
        <source>handed to a department</source>
        <translation>抄送转办</translation>
    </message>
    <message>
        <source>handling ended</source>
        <translation>处置结束</translation>
    </message>
    <message>
        <source>incident opened</source>
        <translation>登记事件</translation>
    </message>
    <message>
        <source>incident revised</source>
        <translation>修改事件</translation>
    </message>
    <message>
        <source>joined with an incident</source>
        <translation>归入事件</translation>
    </message>
    <message>
        <source>merge undone</source>
        <translation>撤销合并</translation>
    </message>
    <message>
        <source>merged into the earlier incident</source>
        <translation>并入较早事件</translation>
    </message>
    <message>
        <source>opened again</source>
        <translation>重新打开</translation>
    </message>
    <message>
        <source>receipt arrived</source>
        <translation>收到签收</translation>
    </message>
    <message>
        <source>receipted</source>
        <translation>签收</translation>
    </message>
    <message>
        <source>report returned</source>
        <translation>报告退回</translation>
    </message>
    <message>
        <source>report sent</source>
        <translation>报出</translation>
    </message>
    <message>
        <source>reported by telephone</source>
        <translation>电话首报</translation>
    </message>
    <message>
        <source>returned with reasons</source>
        <translation>退回</translation>
    </message>
    <message>
        <source>same class</source>
        <translation>同一类别</translation>
    </message>
    <message>
        <source>same kind</source>
        <translation>同一种类</translation>
    </message>
    <message>
        <source>same place in words</source>
        <translation>地点相近</translation>
    </message>
    <message>
        <source>settled</source>
        <translation>办结</translation>
    </message>
    <message>
        <source>signed off</source>
        <translation>签发</translation>
    </message>
    <message>
        <source>similar title</source>
        <translation>标题相近</translation>
    </message>
    <message>
        <source>taken apart</source>
        <translation>解除归并</translation>
    </message>
    <message>
        <source>took in a merged incident</source>
        <translation>合并入一起事件</translation>
    </message>
    <message>
        <source>within 300 m</source>
        <translation>相距 300 米内</translation>
    </message>
</context>
</TS>
