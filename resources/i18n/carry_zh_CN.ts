<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>JournalAlarms</name>
    <message>
        <source>This workstation was put up on another computer, from the copy of {time}. {rest} The computer before must not be opened again. You can go on writing.</source>
        <translation>本席位已换到这台电脑，用的是 {time} 的备份。{rest}旧电脑不得再开。可以继续录入。</translation>
    </message>
    <message>
        <source>Whether more was written is not known here: what reached a server comes back from it, what never did must be written again.</source>
        <translation>此外还写过什么，这里无从知道：送到过服务器的会取回，没送到的要重新录入。</translation>
    </message>
</context>
<context>
    <name>Messages</name>
    <message>
        <source>There is no workstation in {folder}: is --profile right? On a new computer, name the folder in the second place with --copy.</source>
        <translation>{folder} 中没有席位资料（--profile 写对了吗？）。在新电脑上恢复，请用 --copy 指明第二备份位置里的文件夹。</translation>
    </message>
    <message>
        <source>There is no desk-kit.json in {folder}. On a new computer, name the workstation's own folder (desk-…) in the second place for copies, or a copy in it.</source>
        <translation>{folder} 中没有 desk-kit.json。在新电脑上恢复，请指明第二备份位置里本席位自己的文件夹（desk-…），或其中的一份备份。</translation>
    </message>
    <message>
        <source>{file} is not whole, or somebody changed it. Nothing was put down.</source>
        <translation>{file} 不完整，或被人改动过。什么都没有写入。</translation>
    </message>
    <message>
        <source>A newer version of the program wrote the desk-kit.json there. Install that one.</source>
        <translation>那里的 desk-kit.json 是更新版本的程序写的，请安装那个版本。</translation>
    </message>
    <message>
        <source>{file} is a copy of another workstation than the desk-kit.json beside it. Nothing was put down.</source>
        <translation>{file} 与旁边的 desk-kit.json 不是同一个席位的。什么都没有写入。</translation>
    </message>
    <message>
        <source>Another workstation's journal lies in {folder}. Nothing was changed: choose another --profile for this one.</source>
        <translation>{folder} 中是别的席位的日志，没有改动。请给这个席位另取一个 --profile 名。</translation>
    </message>
    <message>
        <source>{folder} belongs to this workstation itself: choose a folder on another disk.</source>
        <translation>{folder} 在本席位自己的文件夹里：请选另一块盘上的文件夹。</translation>
    </message>
</context>
<context>
    <name>StationSection</name>
    <message>
        <source>It lies on the journal's own disk, which takes both when it breaks: choose another disk.</source>
        <translation>它和日志在同一块盘上，盘坏了两处一起丢：请改选另一块盘上的文件夹。</translation>
    </message>
    <message>
        <source>A new computer becomes this workstation from there, with the passphrase.</source>
        <translation>换新电脑时，凭启动口令就能从那里恢复本席位。</translation>
    </message>
    <message>
        <source>No other computer opens these copies: what it needs for that does not lie there.</source>
        <translation>换一台电脑打不开这些备份：所需的资料不在那里。</translation>
    </message>
</context>
</TS>
