<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN">
<context>
    <name>Review</name>
    <message>
        <source>days never reported</source>
        <translation>逾期日报不再补报</translation>
    </message>
</context>
<context>
    <name>DayBox</name>
    <message>
        <source>Not reported any more…</source>
        <translation>不再补报…</translation>
    </message>
    <message numerus="yes">
        <source> · %n day(s) overdue</source>
        <translation>
            <numerusform> · 共 %n 天逾期</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Messages</name>
    <message>
        <source>Only an overdue day can be explained instead of reported.</source>
        <translation>只有逾期的日子才能改为说明原因。</translation>
    </message>
    <message>
        <source>No camera is connected to this machine. Photograph the codes by telephone and choose the pictures.</source>
        <translation>本机没有连接摄像头。请用手机拍下二维码，再选择图片。</translation>
    </message>
    <message>
        <source>The program ffmpeg, which films, is not installed here. Choose pictures instead, or install it.</source>
        <translation>本机没有安装拍摄用的 ffmpeg 程序。请改选图片，或先安装它。</translation>
    </message>
    <message>
        <source>Filming is built for Linux only. Photograph the codes by telephone and choose the pictures.</source>
        <translation>摄像头拍摄只做了 Linux 版。请用手机拍下二维码，再选择图片。</translation>
    </message>
</context>
<context>
    <name>ExplainDaysForm</name>
    <message>
        <source>Days never reported</source>
        <translation>逾期日报不再补报</translation>
    </message>
    <message>
        <source>Why it was not reported</source>
        <translation>未报原因</translation>
    </message>
    <message>
        <source>In one sentence</source>
        <translation>一句话写明</translation>
    </message>
    <message>
        <source>Up to and with</source>
        <translation>截至（含）</translation>
    </message>
    <message>
        <source>Leader</source>
        <translation>带班领导</translation>
    </message>
    <message>
        <source>PIN</source>
        <translation>口令</translation>
    </message>
    <message>
        <source>The leader's own PIN</source>
        <translation>带班领导本人的 PIN</translation>
    </message>
    <message>
        <source>Cancel  Esc</source>
        <translation>取消  Esc</translation>
    </message>
    <message>
        <source>Sign  Enter</source>
        <translation>签字  Enter</translation>
    </message>
    <message numerus="yes">
        <source>%n day(s) overdue, the oldest is {day}.</source>
        <translation>
            <numerusform>%n 天逾期未报，最早 {day}。</numerusform>
        </translation>
    </message>
    <message>
        <source>A late report is still a report: send it if you can.</source>
        <translation>晚报也是报：能补报的请补报。</translation>
    </message>
</context>
<context>
    <name>MergeForm</name>
    <message>
        <source>Duplicate incidents</source>
        <translation>重复事件合并</translation>
    </message>
    <message>
        <source>With which</source>
        <translation>与哪一起</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>理由</translation>
    </message>
    <message>
        <source>In one sentence: why they are one, or two after all</source>
        <translation>一句话写明：为什么是同一起，或其实是两起</translation>
    </message>
    <message>
        <source>Cancel  Esc</source>
        <translation>取消  Esc</translation>
    </message>
    <message>
        <source>Merge  Enter</source>
        <translation>合并  Enter</translation>
    </message>
    <message>
        <source>Take out  Enter</source>
        <translation>撤销合并  Enter</translation>
    </message>
    <message>
        <source>There is no other open incident of this room, and none was merged.</source>
        <translation>本单位没有其他在办事件，也没有合并过的事件。</translation>
    </message>
    <message>
        <source>Take out again: {title}</source>
        <translation>撤销合并：{title}</translation>
    </message>
    <message>
        <source>It is an open incident again, as it was, with everything that belongs to it.</source>
        <translation>恢复为在办事件，和合并前一样，属于它的都还在。</translation>
    </message>
    <message>
        <source>Goes on: {title}</source>
        <translation>继续办理：{title}</translation>
    </message>
    <message>
        <source>Goes into it and stays legible: {title}</source>
        <translation>并入其中、仍可查看：{title}</translation>
    </message>
    <message>
        <source>Level afterwards, the graver of both: {level}</source>
        <translation>合并后级别（取较重者）：{level}</translation>
    </message>
    <message>
        <source>Sensitive, as one of them is</source>
        <translation>敏感（其中一起为敏感）</translation>
    </message>
    <message>
        <source>Goes with it: {lines} lines of the log, {reports} reports; nothing is rewritten</source>
        <translation>一并归入：日志 {lines} 条，报告 {reports} 份；原记录一字不改</translation>
    </message>
    <message>
        <source>No longer owed of it alone: {steps}</source>
        <translation>不再单独要报：{steps}</translation>
    </message>
    <message>
        <source>△ Overdue: {steps}. Report it first, then merge; no lateness ends by a merge.</source>
        <translation>△ 已逾期：{steps}。先报送，再合并；合并不能消除迟报。</translation>
    </message>
    <message>
        <source>Taken out again: {title}.</source>
        <translation>已撤销合并：{title}。</translation>
    </message>
    <message>
        <source>Merged: {gone} goes on in {kept}. Shift+F2 there takes it out again.</source>
        <translation>已合并：{gone} 并入 {kept}。在那里按 Shift+F2 可以撤销。</translation>
    </message>
</context>
<context>
    <name>Actions</name>
    <message>
        <source>Merge duplicate incidents, or take one out again</source>
        <translation>合并重复事件，或撤销合并</translation>
    </message>
</context>
<context>
    <name>IncidentDelegate</name>
    <message>
        <source>≈ Same as another? Shift+F2</source>
        <translation>≈ 疑似重复？Shift+F2</translation>
    </message>
</context>
<context>
    <name>AlarmForm</name>
    <message>
        <source>A unit below is silent after (min)</source>
        <translation>下级无记录几分钟标为静默</translation>
    </message>
    <message>
        <source>No document gives these minutes: defaults of the program, this unit is to confirm them.</source>
        <translation>以上分钟数没有文件依据，是程序默认值，待本单位核定。</translation>
    </message>
</context>
<context>
    <name>OverviewPage</name>
    <message>
        <source>Silent: nothing written for {n} min</source>
        <translation>静默：{n} 分钟没有任何记录</translation>
    </message>
    <message>
        <source> (default, to be confirmed by this unit in the rule pack)</source>
        <translation>（默认值，待本单位在规则包里核定）</translation>
    </message>
</context>
<context>
    <name>InDialog</name>
    <message>
        <source>Camera</source>
        <translation>摄像头</translation>
    </message>
    <message>
        <source>Stop camera</source>
        <translation>停止摄像头</translation>
    </message>
    <message>
        <source>Hold the codes before the camera, one after the other.</source>
        <translation>把二维码逐个对准摄像头。</translation>
    </message>
    <message>
        <source>The camera stopped: {said}</source>
        <translation>摄像头停止：{said}</translation>
    </message>
</context>
<context>
    <name>CameraView</name>
    <message>
        <source>Picture of the camera</source>
        <translation>摄像头画面</translation>
    </message>
</context>
<context>
    <name>IncidentForm</name>
    <message>
        <source>?</source>
        <translation>不详</translation>
    </message>
</context>
</TS>
