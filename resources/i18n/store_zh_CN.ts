<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>JournalAlarms</name>
    <message>
        <source>The journal goes on in two places: a disk was copied or an old copy was put back. Both are kept; tell the administrator which machine is the right one.</source>
        <translation>日志在两处各自续写：有人复制了硬盘，或放回了旧备份。两边的条目都保留着；请告知管理员以哪台机器为准。</translation>
    </message>
    <message>
        <source>Two different entries carry the same number. Both are kept as evidence; tell the administrator.</source>
        <translation>两条不同的条目用了同一个序号。两条都已留存备查；请告知管理员。</translation>
    </message>
    <message>
        <source>Others hold entries of this workstation that its journal lacks, and they are being fetched: it is an old copy, or a second machine runs on a copy of it. Check that the last lines are here; tell the administrator if there is a second machine.</source>
        <translation>别处有本机日志里没有的本机条目，正在取回：本机日志是旧副本，或另有一台机器在用它的副本。请核对最近几条是否齐全；如另有机器在用，请告知管理员。</translation>
    </message>
    <message>
        <source>Something was missing in what the server sent; all of it is read again.</source>
        <translation>服务器传来的内容有缺漏，正在从头重读。</translation>
    </message>
    <message>
        <source>The server does not take entries of this workstation. They are safe here; tell the administrator, and report by telephone.</source>
        <translation>服务器不接收本机的条目。条目都已存在本机；请告知管理员，报送请改用电话。</translation>
    </message>
    <message>
        <source>Something came whose signature or origin is not right. It was kept aside and counts for nothing; tell the administrator.</source>
        <translation>收到签名或来源不符的内容，已单独留存，不计入日志；请告知管理员。</translation>
    </message>
    <message>
        <source>The disk is full. The reserve was used so that the last entries are saved; free some room now.</source>
        <translation>磁盘已满。预留空间已用来保存最后的条目；请立即腾出磁盘空间。</translation>
    </message>
    <message>
        <source>This machine's clock was set. The log says by how much; compare it with the time signal.</source>
        <translation>本机时钟被改动过，改动多少已记入日志；请与标准时间核对。</translation>
    </message>
    <message>
        <source>The journal's file was damaged. It was moved to quarantine/{folder}; nothing of it was deleted. {source} {rest} You can go on writing.</source>
        <translation>日志文件损坏，已移到 quarantine/{folder} 留存，没有删除任何内容。{source}{rest}现在可以继续录入。</translation>
    </message>
    <message>
        <source>A copy of the journal was put back by hand. The file before lies in quarantine/{folder}. {source} {rest}</source>
        <translation>有人手工恢复了日志备份，原文件在 quarantine/{folder}。{source}{rest}</translation>
    </message>
    <message>
        <source>The last {lost} entries that were saved here were not in the journal's file at the start: it was damaged or an older file was put back. {rest} You can go on writing.</source>
        <translation>启动时，日志文件里缺少本机已存的最后 {lost} 条：文件受损，或被换成了旧文件。{rest}现在可以继续录入。</translation>
    </message>
    <message>
        <source>In use is the verified copy of {time}, with {rescued} later entries saved from that file.</source>
        <translation>现用 {time} 的核验备份，并从损坏文件中救回其后 {rescued} 条。</translation>
    </message>
    <message>
        <source>There was no copy: {rescued} entries were saved from that file.</source>
        <translation>没有可用备份，已从损坏文件中救回 {rescued} 条。</translation>
    </message>
    <message>
        <source>Neither a copy nor that file could be read: this workstation begins as a new one. Link it to the server again under Settings.</source>
        <translation>备份和损坏文件都读不出，本机按新工作站启用，请在“设置”中重新连接服务器。</translation>
    </message>
    <message>
        <source>{missing} entries are not here yet: what was sent comes back from the server, what was never sent must be written again.</source>
        <translation>尚缺 {missing} 条：已送达服务器的会自动取回，未送达的需补录。</translation>
    </message>
    <message>
        <source>All entries known to have been saved are here.</source>
        <translation>已知存过的条目现已齐全。</translation>
    </message>
    <message>
        <source>The journal reports “{code}”. Tell the administrator.</source>
        <translation>日志报告“{code}”。请告知管理员。</translation>
    </message>
</context>
<context>
    <name>StoreAlarms</name>
    <message>
        <source>{time} · {words}</source>
        <translation>{time} · {words}</translation>
    </message>
    <message>
        <source>{words} ({n} times, first {time})</source>
        <translation>{words}（共 {n} 次，首次 {time}）</translation>
    </message>
    <message>
        <source>Take note</source>
        <translation>确认</translation>
    </message>
</context>
<context>
    <name>UpkeepLoop</name>
    <message>
        <source>The newest copy of the journal is {age} old. Tell the administrator.</source>
        <translation>日志最近一份备份已是 {age} 之前的，请告知管理员。</translation>
    </message>
    <message>
        <source>There is no copy of the journal yet, and none can be made. Tell the administrator.</source>
        <translation>日志还没有任何备份，也无法建立，请告知管理员。</translation>
    </message>
    <message>
        <source>The second place for copies ({folder}) takes none. Is its disk there?</source>
        <translation>第二备份位置（{folder}）存不进备份，那块盘还在吗？</translation>
    </message>
</context>
<context>
    <name>Splash</name>
    <message>
        <source>This version keeps its records in another form. {done} of {whole} entries are in order; nothing is changed in the journal.</source>
        <translation>新版本更换了记录的整理方式，已整理 {done} / {whole} 条；日志原文不变。</translation>
    </message>
</context>
<context>
    <name>Messages</name>
    <message>
        <source>There is no whole copy in {folder}.</source>
        <translation>{folder} 里没有完好的备份。</translation>
    </message>
    <message>
        <source>{folder} takes no copy. The journal and its own copies are safe.</source>
        <translation>{folder} 存不进备份。日志和本机的备份不受影响。</translation>
    </message>
    <message>
        <source>No server is named yet: everything is saved here.</source>
        <translation>还没有填写服务器地址：内容都存在本机。</translation>
    </message>
</context>
<context>
    <name>ConflictForm</name>
    <message>
        <source>Until it is resolved, alarms go by the more serious value. Whoever said another is told.</source>
        <translation>裁定之前，告警按较严重的值计算。未被采用的一方会收到告知。</translation>
    </message>
    <message>
        <source>{unit} (this room)</source>
        <translation>{unit}（本单位）</translation>
    </message>
    <message>
        <source>had seen: {values}</source>
        <translation>当时看到：{values}</translation>
    </message>
    <message>
        <source>had seen nothing yet</source>
        <translation>当时还没有看到任何值</translation>
    </message>
    <message>
        <source>not signed in</source>
        <translation>未登录</translation>
    </message>
    <message>
        <source>name not known here</source>
        <translation>姓名未知（其他单位）</translation>
    </message>
</context>
<context>
    <name>Values</name>
    <message>
        <source>unknown</source>
        <translation>不详</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>是</translation>
    </message>
    <message>
        <source>no</source>
        <translation>否</translation>
    </message>
</context>
<context>
    <name>OverruledNotices</name>
    <message>
        <source>{title}: this room's {field} “{lost}” was put aside; {name}, {unit}, decided on “{taken}” ({time}).</source>
        <translation>{title}：本单位填报的{field}“{lost}”未被采用；{unit}{name}裁定为“{taken}”（{time}）。</translation>
    </message>
    <message>
        <source>Take note</source>
        <translation>确认</translation>
    </message>
</context>
<context>
    <name>TopBar</name>
    <message>
        <source>▲ clock lost: set it; times are not proven</source>
        <translation>▲ 本机时钟已失准，请校时；时间无法证明</translation>
    </message>
    <message>
        <source>▲ machine's clock {span} off; server's time is used</source>
        <translation>▲ 本机时钟差 {span}，现用服务器时间</translation>
    </message>
</context>
</TS>
