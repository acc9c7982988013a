<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
    <context>
        <name>ElementField</name>
        <message>
            <source>Not filled in. Not known yet? F8 writes “being verified”.</source>
            <translation>尚未填写。暂不清楚时按 F8 填“正在核实”。</translation>
        </message>
        <message>
            <source>Required: “being verified” may be reported too (F8)</source>
            <translation>必填要素：填“正在核实”也可上报（F8）</translation>
        </message>
    </context>
    <context>
        <name>FigureField</name>
        <message>
            <source>unknown</source>
            <translation>不详</translation>
        </message>
    </context>
    <context>
        <name>ProgressColumn</name>
        <message>
            <source>Progress of the reporting</source>
            <translation>报告进程</translation>
        </message>
        <message>
            <source>Check of the four noes</source>
            <translation>四不检查</translation>
        </message>
        <message>
            <source>Evidence of time</source>
            <translation>时间证据</translation>
        </message>
        <message>
            <source>Received</source>
            <translation>接报</translation>
        </message>
    </context>
    <context>
        <name>ReportBar</name>
        <message>
            <source>The leader signs the report</source>
            <translation>带班领导签发</translation>
        </message>
        <message>
            <source>Save draft</source>
            <translation>存草稿</translation>
        </message>
        <message>
            <source>Save PDF</source>
            <translation>存为 PDF</translation>
        </message>
        <message>
            <source>Leader's sign-off</source>
            <translation>带班领导签发</translation>
        </message>
        <message>
            <source>Next report</source>
            <translation>起草下一期</translation>
        </message>
        <message>
            <source>Send report</source>
            <translation>上报</translation>
        </message>
        <message>
            <source>Why is it late? e.g. the network was down. Enter sends.</source>
            <translation>为何迟报？例如：通信中断。回车即上报。</translation>
        </message>
        <message>
            <source>Reason for being late</source>
            <translation>迟报原因</translation>
        </message>
        <message>
            <source>Late: say why, it is sent all the same</source>
            <translation>已超时：写明原因，照样上报</translation>
        </message>
        <message>
            <source>Leader signs now</source>
            <translation>带班领导补签</translation>
        </message>
        <message>
            <source>Signed by {name}</source>
            <translation>{name} 已签发</translation>
        </message>
        <message>
            <source>Not signed: goes out with the leader's signature owed</source>
            <translation>未签发：可先上报，待带班领导补签</translation>
        </message>
    </context>
    <context>
        <name>ReportDesk</name>
        <message>
            <source>Which report</source>
            <translation>哪一期报告</translation>
        </message>
        <message>
            <source>‹ All reports</source>
            <translation>‹ 全部报告</translation>
        </message>
        <message>
            <source>sent {time}</source>
            <translation>{time} 已上报</translation>
        </message>
    </context>
    <context>
        <name>ReportForm</name>
        <message>
            <source>Title</source>
            <translation>标题</translation>
        </message>
        <message>
            <source>Addressees</source>
            <translation>主送</translation>
        </message>
        <message>
            <source>Received (locked)</source>
            <translation>接报时间（锁定）</translation>
        </message>
        <message>
            <source>Level</source>
            <translation>等级</translation>
        </message>
        <message>
            <source>Addressees (separate with 、)</source>
            <translation>主送（用、隔开）</translation>
        </message>
        <message>
            <source>Level (locked: F6 revises the incident)</source>
            <translation>等级（锁定，按 F6 修改事件）</translation>
        </message>
        <message>
            <source>More about the people, e.g. both already in hospital</source>
            <translation>人员情况补充，例如：均已送医</translation>
        </message>
    </context>
    <context>
        <name>ReportHead</name>
        <message>
            <source>Report of an incident · {step}</source>
            <translation>突发事件信息报告 · {step}</translation>
        </message>
        <message>
            <source>to {addressees}</source>
            <translation>报{addressees}</translation>
        </message>
        <message>
            <source>No report owed</source>
            <translation>暂无应报事项</translation>
        </message>
    </context>
    <context>
        <name>ReportList</name>
        <message>
            <source>Search: title, number, incident</source>
            <translation>搜索：标题、编号、事件</translation>
        </message>
        <message>
            <source>Search reports</source>
            <translation>搜索报告</translation>
        </message>
        <message>
            <source>No report yet. Choose an incident on the command page and press F4: it is drafted from the log.</source>
            <translation>还没有报告。在指挥页选中事件后按 F4，由日志自动起草。</translation>
        </message>
        <message>
            <source>Reports</source>
            <translation>报告</translation>
        </message>
        <message numerus="yes">
            <source>%n report(s)</source>
            <translation>
                <numerusform>共 %n 份</numerusform>
            </translation>
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
            <source>Step</source>
            <translation>报次</translation>
        </message>
        <message>
            <source>Number</source>
            <translation>编号</translation>
        </message>
        <message>
            <source>Title</source>
            <translation>标题</translation>
        </message>
        <message>
            <source>In time?</source>
            <translation>时限</translation>
        </message>
        <message>
            <source>Taken by</source>
            <translation>接收人</translation>
        </message>
    </context>
    <context>
        <name>ReportPage</name>
        <message>
            <source>It has left. What you typed since is not kept yet: {reason}</source>
            <translation>已发出。此后输入的内容还没有保存：{reason}</translation>
        </message>
        <message>
            <source>● Not linked: report by telephone or fax too; it is kept and can be carried over</source>
            <translation>● 未联网：请同时用电话、传真上报；内容已留存，可拷贝带走</translation>
        </message>
        <message>
            <source>● Offline: it waits to be sent; report by telephone or fax as well</source>
            <translation>● 离线：上报后进入待传队列；请同时用电话、传真送达</translation>
        </message>
        <message>
            <source>Draft saved</source>
            <translation>草稿已保存</translation>
        </message>
        <message>
            <source>The leader signs with his or her own PIN</source>
            <translation>带班领导用本人口令签发</translation>
        </message>
        <message>
            <source>No leader is on file: enter the staff on the settings page.</source>
            <translation>名册里没有带班领导：请先在设置页录入人员。</translation>
        </message>
    </context>
    <context>
        <name>Reports</name>
        <message>
            <source>Source of the report</source>
            <translation>信息来源</translation>
        </message>
        <message>
            <source>Time of occurrence</source>
            <translation>事发时间</translation>
        </message>
        <message>
            <source>Place</source>
            <translation>地点</translation>
        </message>
        <message>
            <source>Kind of event</source>
            <translation>类别</translation>
        </message>
        <message>
            <source>People</source>
            <translation>人员情况</translation>
        </message>
        <message>
            <source>Extent</source>
            <translation>影响范围</translation>
        </message>
        <message>
            <source>Cause and nature (first view)</source>
            <translation>原因、性质（初步）</translation>
        </message>
        <message>
            <source>Course of events</source>
            <translation>基本过程</translation>
        </message>
        <message>
            <source>Measures taken</source>
            <translation>已采取措施</translation>
        </message>
        <message>
            <source>Leaders on the scene</source>
            <translation>领导到位情况</translation>
        </message>
        <message>
            <source>How it may develop</source>
            <translation>发展趋势</translation>
        </message>
        <message>
            <source>Next steps</source>
            <translation>下一步措施</translation>
        </message>
        <message>
            <source>Support asked for</source>
            <translation>请求支援</translation>
        </message>
        <message>
            <source>Summary of the handling</source>
            <translation>处置情况</translation>
        </message>
        <message>
            <source>Contact on the scene</source>
            <translation>现场联系人</translation>
        </message>
        <message>
            <source>Not late</source>
            <translation>不迟报</translation>
        </message>
        <message>
            <source>Not false</source>
            <translation>不谎报</translation>
        </message>
        <message>
            <source>Nothing concealed</source>
            <translation>不瞒报</translation>
        </message>
        <message>
            <source>Nothing omitted</source>
            <translation>不漏报</translation>
        </message>
        <message>
            <source>nothing is due</source>
            <translation>暂无时限</translation>
        </message>
        <message>
            <source>within the limit</source>
            <translation>时限内</translation>
        </message>
        <message>
            <source>late by {seconds}: say why, then send</source>
            <translation>已超时 {seconds}：写明原因再上报</translation>
        </message>
        <message>
            <source>the clock cannot prove on which side of the limit</source>
            <translation>时钟无法证明是否超时</translation>
        </message>
        <message>
            <source>nothing contradicts</source>
            <translation>前后一致</translation>
        </message>
        <message>
            <source>{figure}: {first_value} at {first_at}, {second_value} at {second_at}; the later one is used</source>
            <translation>{figure}：{first_at} 报 {first_value} 人，{second_at} 报 {second_value} 人；采用后者，两条均保留并随报告注明</translation>
        </message>
        <message>
            <source>{figure}: {value} here, {log_value} in the log</source>
            <translation>{figure}：此处 {value} 人，日志为 {log_value} 人</translation>
        </message>
        <message>
            <source>casualties and level not lowered</source>
            <translation>伤亡、等级未下调</translation>
        </message>
        <message>
            <source>level lowered from {before} to {now}</source>
            <translation>等级由{before}下调为{now}</translation>
        </message>
        <message>
            <source>was sensitive, is not any more</source>
            <translation>原为敏感事件，现已取消</translation>
        </message>
        <message>
            <source>{figure} lowered from {before} to {now}</source>
            <translation>{figure}人数由 {before} 减为 {now}</translation>
        </message>
        <message>
            <source>all required elements are there</source>
            <translation>必填要素齐全</translation>
        </message>
        <message>
            <source>{count} required element(s) missing</source>
            <translation>缺 {count} 项必填要素</translation>
        </message>
        <message>
            <source>in the log but not here: {figures}</source>
            <translation>日志有而此处未填：{figures}</translation>
        </message>
        <message>
            <source>no addressee</source>
            <translation>未填主送单位</translation>
        </message>
        <message>
            <source>{count} call(s) undecided</source>
            <translation>{count} 个来电未判定</translation>
        </message>
        <message>
            <source>unknown</source>
            <translation>不详</translation>
        </message>
        <message>
            <source>Conflict</source>
            <translation>冲突</translation>
        </message>
        <message>
            <source>Draft</source>
            <translation>草稿</translation>
        </message>
        <message>
            <source>Signed</source>
            <translation>已签名</translation>
        </message>
        <message>
            <source>To be signed again</source>
            <translation>须重新签发</translation>
        </message>
        <message>
            <source>Returned</source>
            <translation>退回</translation>
        </message>
        <message>
            <source>Receipted {time}</source>
            <translation>已签收 {time}</translation>
        </message>
        <message>
            <source>leader's signature owed</source>
            <translation>待带班领导补签</translation>
        </message>
        <message>
            <source>at once · {time} gone</source>
            <translation>立即报 · 已用 {time}</translation>
        </message>
        <message>
            <source>⚠ overdue {time}</source>
            <translation>⚠ 已超时 {time}</translation>
        </message>
        <message>
            <source>{time} left</source>
            <translation>剩 {time}</translation>
        </message>
        <message>
            <source>received {time}</source>
            <translation>接报 {time}</translation>
        </message>
        <message>
            <source>at once</source>
            <translation>立即</translation>
        </message>
        <message>
            <source>limit {span}</source>
            <translation>时限 {span}</translation>
        </message>
        <message>
            <source>due {time}</source>
            <translation>截止 {time}</translation>
        </message>
        <message>
            <source>(to be confirmed)</source>
            <translation>（待核定）</translation>
        </message>
        <message>
            <source>source: {source}</source>
            <translation>依据：{source}</translation>
        </message>
        <message>
            <source>taken by {name}</source>
            <translation>接听 {name}</translation>
        </message>
        <message>
            <source>receipted {time}</source>
            <translation>签收 {time}</translation>
        </message>
        <message>
            <source>not owed yet</source>
            <translation>尚未到期</translation>
        </message>
        <message>
            <source>Clock {time}, never compared with a server</source>
            <translation>本机时钟 {time}，未与服务器校时</translation>
        </message>
        <message>
            <source>Clock {time}, trusted to ±{seconds} s</source>
            <translation>本机时钟 {time} 可信 ±{seconds} 秒</translation>
        </message>
        <message>
            <source>Last compared {time}</source>
            <translation>上次校时 {time}</translation>
        </message>
        <message>
            <source>⚠ the clock jumped by {seconds} s</source>
            <translation>⚠ 时钟曾跳变 {seconds} 秒</translation>
        </message>
        <message>
            <source>Steady since then, never set back</source>
            <translation>单调时钟连续，无回拨</translation>
        </message>
        <message>
            <source>Will be signed and chained to {code}</source>
            <translation>本条将签名，接在链首 {code} 之后</translation>
        </message>
    </context>
<context>
    <name>ReportList</name>
    <message>
        <source>{shown} of the newest {n}; older ones are found with {key}</source>
        <translation>最近 {n} 份中的 {shown} 份；更早的按 {key} 查找</translation>
    </message>
</context>
</TS>
