import QtQuick
import QtQuick.Templates as T
import Lobby

// A line on a card, which says for itself what is on it; too long, it shrinks as far as it can be read.
T.Label {
    required property int size
    property int lines: 1

    horizontalAlignment: Text.AlignLeft
    color: Look.quiet
    font.pixelSize: size
    fontSizeMode: lines > 1 ? Text.FixedSize : Text.HorizontalFit
    minimumPixelSize: Look.least
    wrapMode: lines > 1 ? Text.Wrap : Text.NoWrap
    maximumLineCount: lines
    elide: Text.ElideRight
    lineHeight: lines > 1 ? 1 - Look.lineSlack : 1
    verticalAlignment: Text.AlignVCenter
    Accessible.ignored: true
}
