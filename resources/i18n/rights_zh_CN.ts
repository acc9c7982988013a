<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>Messages</name>
    <message>
        <source>Your role does not allow this. Who may: {who}.</source>
        <translation>您的岗位不能做这一项，须由{who}登录后办理。</translation>
    </message>
    <message>
        <source>This is the unit&apos;s only administrator. Make somebody else administrator first, then change this person.</source>
        <translation>这是本单位唯一的管理员。请先把另一人设为管理员，再改此人。</translation>
    </message>
    <message>
        <source>The unit has no administrator any more. A duty leader signs in and names one.</source>
        <translation>本单位已没有管理员，请带班领导登录后指定一名。</translation>
    </message>
</context>
<context>
    <name>Reports</name>
    <message>
        <source>{name} signed it for level {before}, now it is {now}: have it signed again, or it goes unsigned</source>
        <translation>{name}签发时级别为{before}，现为{now}：请重新签发，否则按待补签报送</translation>
    </message>
    <message>
        <source>{name} signed before sensitivity changed: have it signed again, or it goes unsigned</source>
        <translation>{name}签发后敏感情形有变：请重新签发，否则按待补签报送</translation>
    </message>
    <message>
        <source>sent without the leader&apos;s signature, to be signed yet: {numbers}</source>
        <translation>已报送、待带班领导补签：{numbers}</translation>
    </message>
</context>
</TS>
