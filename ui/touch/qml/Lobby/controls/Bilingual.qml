import QtQuick
import QtQuick.Templates as T
import Lobby

// Two lines that say the same: the customer's language, and below it the other one.
Column {
    id: bilingual

    // First the customer's language, then the other.
    required property list<string> lines
    property int size: Look.body
    property color ink: Look.ink
    property color secondInk: Look.quiet
    property bool bold: false
    property int align: Text.AlignLeft
    property int maximumLines: 3
    property bool fit: false
    property bool showSecond: !Look.large
    // False inside a control, which speaks for its texts.
    property bool spoken: true

    // The font's lines stand far apart: Hanzi need less.
    readonly property int slack: Math.round(bilingual.size * Look.lineSlack)

    // How many lines the second language may take where the first fits one.
    property int echoLines: 1

    // A word too long for its line even in the smallest letters takes more lines; its echo stays away.
    readonly property bool tooLong: bilingual.fit && (shortest.advanceWidth > bilingual.width || bilingual.breaks)
    readonly property bool folds: bilingual.fit && echo.advanceWidth > bilingual.width && echo.advanceWidth < 0.8 * bilingual.echoLines * bilingual.width
    readonly property bool echoes: !bilingual.fit || bilingual.folds || echo.advanceWidth <= bilingual.width

    // The height for a word that is too long for its line; 0 where none is set apart for it.
    property real room: 0

    // As large as a word that is too long can be in two or three lines.
    readonly property int broken: {
        const line = shortest.advanceWidth / Look.least;
        const word = longest.advanceWidth / Look.least;
        const sizes = [2, 3].map(lines => Math.min(0.8 * lines * bilingual.width / line, bilingual.room / (lines * Look.lineShare)));
        return Math.max(Look.least, Math.floor(Math.min(bilingual.size, 0.96 * bilingual.width / word, Math.max(...sizes))));
    }
    // Large letters are worth a break, where no second language stands below.
    readonly property bool breaks: bilingual.room > 0 && !bilingual.showSecond && shortest.text.includes(" ") && bilingual.broken > 1.1 * Math.min(bilingual.size, bilingual.width * Look.least / shortest.advanceWidth)
    readonly property string first: bilingual.lines.length > 0 ? bilingual.lines[0] : ""
    readonly property string second: bilingual.lines.length > 1 ? bilingual.lines[1] : ""

    T.Label {
        width: bilingual.width
        text: bilingual.first
        color: bilingual.ink
        font.pixelSize: bilingual.tooLong ? bilingual.broken : bilingual.size
        font.bold: bilingual.bold
        fontSizeMode: bilingual.fit && !bilingual.tooLong ? Text.HorizontalFit : Text.FixedSize
        minimumPixelSize: Look.least
        horizontalAlignment: bilingual.align
        verticalAlignment: Text.AlignVCenter
        wrapMode: bilingual.fit && !bilingual.tooLong ? Text.NoWrap : Text.Wrap
        maximumLineCount: bilingual.fit && !bilingual.tooLong ? 1 : bilingual.maximumLines
        elide: Text.ElideRight
        lineHeight: 1 - Look.lineSlack
        topPadding: -bilingual.slack
        bottomPadding: -bilingual.slack
        Accessible.ignored: !bilingual.spoken
    }
    T.Label {
        visible: bilingual.showSecond && bilingual.echoes && (!bilingual.tooLong || bilingual.echoLines > 1) && text !== "" && bilingual.second !== bilingual.first
        width: bilingual.width
        text: bilingual.second
        color: bilingual.secondInk
        font.pixelSize: bilingual.folds ? Look.least : Look.second(bilingual.size)
        fontSizeMode: bilingual.fit && !bilingual.folds ? Text.HorizontalFit : Text.FixedSize
        minimumPixelSize: Look.least
        horizontalAlignment: bilingual.align
        wrapMode: bilingual.fit && !bilingual.folds ? Text.NoWrap : Text.Wrap
        maximumLineCount: bilingual.folds ? bilingual.echoLines : bilingual.fit ? 1 : bilingual.maximumLines
        elide: Text.ElideRight
        lineHeight: 1 - Look.lineSlack
        topPadding: 0
        bottomPadding: -Math.round(bilingual.slack * Look.secondShare)
        Accessible.ignored: true
    }
    TextMetrics {
        id: shortest

        text: bilingual.fit ? bilingual.first : ""
        font.family: Look.family
        font.pixelSize: Look.least
        font.bold: bilingual.bold
    }
    TextMetrics {
        id: longest

        text: shortest.text.split(" ").reduce((one, other) => other.length > one.length ? other : one, "")
        font: shortest.font
    }
    TextMetrics {
        id: echo

        text: bilingual.fit && bilingual.showSecond ? bilingual.second : ""
        font.family: Look.family
        font.pixelSize: Look.least
    }
}
