<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN">
<context>
    <name>Messages</name>
    <message>
        <source>“{profile}” cannot name a profile: a plain name of one folder, such as main.</source>
        <translation>“{profile}”不能作席位资料的名字：请用一个普通的文件夹名，如 main。</translation>
    </message>
    <message>
        <source>Give this workstation a code with --station, such as S1. No two workstations of a unit may have the same: their numbers would be the same.</source>
        <translation>请用 --station 给本席位一个代号，如 S1。同一单位的席位不能用同一个代号，否则编号会重复。</translation>
    </message>
    <message>
        <source>Another workstation of the unit is called {station}, and both would give the same numbers. Take another code: with --station at “setup”, or for a desk that is set up close it, run “commandpost station --station S2” with its --profile, then enrol again with the same code. One that was enrolled before adds --code and this code.</source>
        <translation>本单位已有席位 {station}，两个席位的编号会重复，请换一个代号：setup 时用 --station；已经建好的，先关闭程序，用 commandpost station --station S2 加上它的 --profile 改代号，再用同一个登记码登记；以前登记过的，命令里再加 --code 和这个登记码。</translation>
    </message>
    <message>
        <source>The server knows this workstation as {station}, and its numbers stand: it keeps that code.</source>
        <translation>服务器已按 {station} 登记了本席位，已发的编号仍在用，代号保持不变。</translation>
    </message>
    <message>
        <source>A server knew this workstation as {station}. If it refuses that station now, give --code with a new one-time code: the workstation is enrolled under its new code first.</source>
        <translation>本席位曾按 {station} 登记到服务器。如果服务器现在不接受这个代号，请加 --code 和新的登记码：先用新代号登记，再改本机。</translation>
    </message>
    <message>
        <source>There is no copy {file}, or it is no file.</source>
        <translation>没有备份 {file}，或它不是文件。</translation>
    </message>
    <message>
        <source>{file} is no whole copy of this workstation's journal: it is damaged, or another's.</source>
        <translation>{file} 不是本席位日志的完好备份：已损坏，或是别处的文件。</translation>
    </message>
    <message>
        <source>There is no journal in this file.</source>
        <translation>这个文件里没有值守日志。</translation>
    </message>
    <message>
        <source>The journal's file is not there.</source>
        <translation>没有找到日志文件。</translation>
    </message>
    <message>
        <source>That is no address of a database.</source>
        <translation>数据库地址不对。</translation>
    </message>
    <message>
        <source>“{host}” is no name or address of a machine, or it is too long for a certificate.</source>
        <translation>“{host}”不是主机名或地址，或太长，不能写进证书。</translation>
    </message>
    <message>
        <source>The authority in {folder} cannot be read: put it back whole, or choose another folder.</source>
        <translation>{folder} 里的证书机构读不出：请放回完好的文件，或换一个文件夹。</translation>
    </message>
    <message>
        <source>Certificate {file} or its key cannot be read.</source>
        <translation>证书 {file} 或其私钥读不出。</translation>
    </message>
    <message>
        <source>“{key}” is no server's public key.</source>
        <translation>“{key}”不是服务器公钥。</translation>
    </message>
    <message>
        <source>{unit} is not in the table of units.</source>
        <translation>单位表里没有 {unit}。</translation>
    </message>
    <message>
        <source>There is no port {port}: 0 to 65535.</source>
        <translation>没有端口 {port}，应为 0 至 65535。</translation>
    </message>
    <message>
        <source>It cannot have been reported by telephone before the incident was received: check the time.</source>
        <translation>电话报告不可能早于接报，请核对时间。</translation>
    </message>
    <message>
        <source>The time of the discovery lies in the future: check it.</source>
        <translation>发现时间在将来，请核对。</translation>
    </message>
    <message>
        <source>A count takes at most {limit}: check the number.</source>
        <translation>数目最多 {limit}，请核对。</translation>
    </message>
</context>
</TS>
