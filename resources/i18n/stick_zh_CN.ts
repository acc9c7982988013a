<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>StickDialog</name>
    <message>
        <source>Exchange by stick</source>
        <translation>U盘密封交换</translation>
    </message>
    <message>
        <source>For which workstation</source>
        <translation>给哪个席位</translation>
    </message>
    <message>
        <source>Save sealed file…</source>
        <translation>存密封文件…</translation>
    </message>
    <message>
        <source>Take in</source>
        <translation>收入</translation>
    </message>
    <message>
        <source>Their card (.cpk)…</source>
        <translation>打开对方席位卡（.cpk）…</translation>
    </message>
    <message>
        <source>Save own card…</source>
        <translation>存本席位卡…</translation>
    </message>
    <message>
        <source>Open sealed file (.cpx)…</source>
        <translation>打开密封文件（.cpx）…</translation>
    </message>
    <message>
        <source>Cards (*.cpk)</source>
        <translation>席位卡 (*.cpk)</translation>
    </message>
    <message>
        <source>Sealed files (*.cpx)</source>
        <translation>密封文件 (*.cpx)</translation>
    </message>
    <message>
        <source>Carries all that the other room may see and lacks, with attachments; only the chosen workstation can open it.</source>
        <translation>带上对方可看而尚缺的全部条目和附件；只有所选席位能打开。</translation>
    </message>
    <message>
        <source>Look first, then take in. Brought twice, nothing is doubled. Afterwards save one for them: it holds what they lack.</source>
        <translation>先看后收。重复带来不会重记。收完可再存一份带回，只含对方所缺。</translation>
    </message>
    <message>
        <source>Take along</source>
        <translation>带去</translation>
    </message>
    <message>
        <source>What was brought</source>
        <translation>带来</translation>
    </message>
    <message>
        <source>No other workstation is known yet: open their card.</source>
        <translation>还不认识别的席位：请先打开对方席位卡。</translation>
    </message>
    <message>
        <source>Saved: {path}, {n} entries. Only {name} can open it.</source>
        <translation>已存：{path}，{n} 条。只有 {name} 能打开。</translation>
    </message>
    <message>
        <source>Saved: {path}. Give it to the other room.</source>
        <translation>已存：{path}。请交给对方。</translation>
    </message>
    <message>
        <source>Taken in: {n} new entries.</source>
        <translation>已收入：新条目 {n} 条。</translation>
    </message>
    <message numerus="yes">
        <source>%n entries</source>
        <translation>
            <numerusform>%n 条</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Stick</name>
    <message>
        <source>From {unit}, {device}, written {day} {time}</source>
        <translation>来自 {unit} {device}，写于 {day} {time}</translation>
    </message>
    <message>
        <source>{n} entries, {new} of them new here</source>
        <translation>{n} 条，其中本席位没有的 {new} 条</translation>
    </message>
    <message>
        <source>This file was taken in before; nothing is doubled.</source>
        <translation>此文件以前收过，不会重记。</translation>
    </message>
    <message>
        <source>They lack {n} entries that this room could carry back.</source>
        <translation>对方还缺 {n} 条，可由本席位带回。</translation>
    </message>
    <message>
        <source>last exchange {time}</source>
        <translation>上次交换 {time}</translation>
    </message>
</context>
<context>
    <name>Actions</name>
    <message>
        <source>Exchange by stick: sealed for one workstation</source>
        <translation>U盘密封交换：只给一个席位</translation>
    </message>
</context>
<context>
    <name>InboxPage</name>
    <message>
        <source>By stick</source>
        <translation>U盘交换</translation>
    </message>
</context>
<context>
    <name>Messages</name>
    <message>
        <source>This is no sealed file of this program (.cpx). Nothing was kept.</source>
        <translation>这不是本程序的密封文件（.cpx），未收入任何内容。</translation>
    </message>
    <message>
        <source>This file was written by a newer version of the program; update this workstation, then open it.</source>
        <translation>此文件由新版程序写成，请先更新本席位再打开。</translation>
    </message>
    <message>
        <source>The file is cut short: the stick was pulled out too early. Copy it once more. Nothing was kept.</source>
        <translation>文件不完整：U盘拔早了。请重新拷贝，未收入任何内容。</translation>
    </message>
    <message>
        <source>The file was damaged on its way. Copy it once more. Nothing was kept.</source>
        <translation>文件在途中损坏。请重新拷贝，未收入任何内容。</translation>
    </message>
    <message>
        <source>The file claims to come from {name} and was not signed there. Nothing was kept; tell the other room.</source>
        <translation>文件自称来自 {name}，但不是该席位签的。未收入任何内容，请告知对方。</translation>
    </message>
    <message>
        <source>This file is sealed for {name}; only that workstation opens it.</source>
        <translation>此文件是封给 {name} 的，只有该席位能打开。</translation>
    </message>
    <message>
        <source>That workstation is not known here: open its card first.</source>
        <translation>本席位不认识该席位：请先打开其席位卡。</translation>
    </message>
    <message>
        <source>This is no card of a workstation (.cpk), or it is damaged.</source>
        <translation>这不是席位卡（.cpk），或已损坏。</translation>
    </message>
    <message>
        <source>This is this workstation's own card; take the card of the other room.</source>
        <translation>这是本席位自己的卡，请用对方的席位卡。</translation>
    </message>
    <message>
        <source>{file} cannot be read: {reason}</source>
        <translation>{file} 无法读取：{reason}</translation>
    </message>
    <message>
        <source>{file} could not be written: {reason}. Is the stick full or pulled out?</source>
        <translation>{file} 未能写入：{reason}。U盘是否已满或已拔出？</translation>
    </message>
    <message>
        <source>The database's tables want bringing up to date by their owner (--migrate).</source>
        <translation>数据库的表需由其所有者更新（--migrate）。</translation>
    </message>
</context>
</TS>
