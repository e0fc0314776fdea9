package io.facet.app.ui.run;

import io.facet.app.master.watch.RunEvent;
import io.facet.app.ui.common.Texts;

/** What a chart writes beside the mark of an event. */
final class Marks {
    private Marks() {}

    /** A few words; empty if the event needs no mark. */
    static String text(RunEvent event, Texts texts) {
        return switch (event.kind()) {
            case AGENT_JOINED -> texts.get("run.mark.joined", event.agent());
            case AGENT_LOST -> texts.get("run.mark.lost", event.agent());
            case AGENT_LEFT -> texts.get("run.mark.left", event.agent());
            case AGENT_DRAINING -> texts.get("run.mark.draining", event.agent());
            case AGENT_BACK -> texts.get("run.mark.back", event.agent());
            case RESUMED -> texts.get("run.mark.resumed");
            case STOPPING -> texts.get("run.mark.stopping");
            case STARTED, PAUSED, AGENT_REFUSED, IMAGE_FAILED, RETRIED, STOPPED, FINISHED, FAILED -> "";
        };
    }
}
