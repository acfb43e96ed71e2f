import Lobby
import Lobby.Backend

// A phrase of the branch's phrase files, in both languages.
Bilingual {
    id: words

    required property string key

    lines: [Lobby.say(words.key, Lobby.language), Lobby.say(words.key, Lobby.otherLanguage)]
}
