<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>Messages</name>
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
    <name>Vocabulary</name>
    <message>
        <source>Department</source>
        <translation>委办局</translation>
    </message>
</context>
</TS>
