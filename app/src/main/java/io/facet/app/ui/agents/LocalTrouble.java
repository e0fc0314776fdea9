package io.facet.app.ui.agents;

import io.facet.app.UserException;
import io.facet.app.ui.common.Notices;
import io.facet.app.ui.common.Texts;
import io.facet.app.ui.settings.Settings;
import io.facet.app.ui.settings.SettingsData;
import io.facet.app.ui.settings.SettingsEdits;

/**
 * What is done when this computer's agent cannot be kept alive: it is told, and one that cannot have the slots that it was
 * given is to find out by itself which it can have. Window's thread only.
 */
public final class LocalTrouble {
    private final Settings settings;
    private final Notices notices;
    private final Texts texts;

    public LocalTrouble(Settings settings, Notices notices, Texts texts) {
        this.settings = settings;
        this.notices = notices;
        this.texts = texts;
    }

    /** The agent has ended for this reason. */
    public void told(UserException why) {
        SettingsData now = settings.get();
        SettingsData next = SettingsEdits.gpuSlots(now.cpuSlots() > 0 ? now : SettingsEdits.cpuSlots(now, -1), -1);
        if (why.code() != UserException.Code.AGENT_SLOTS || next.equals(now)) {
            notices.tell(Notices.Kind.WARNING, why.getMessage());
            return;
        }
        notices.tell(Notices.Kind.WARNING, texts.get("agents.slots.fallback", why.getMessage()));
        // Whoever follows the settings starts it with them.
        settings.remember(s -> next);
    }
}
