package io.facet.app.ui;

import io.facet.app.ui.agents.AgentsPage;
import io.facet.app.ui.common.Page;
import io.facet.app.ui.common.Workshop;
import io.facet.app.ui.join.ListenAddress;
import io.facet.app.ui.join.MasterJoin;
import io.facet.app.ui.models.ModelsPage;
import io.facet.app.ui.results.ResultsPage;
import io.facet.app.ui.run.FileExports;
import io.facet.app.ui.run.RunPage;
import io.facet.app.ui.settings.SettingsPage;
import io.facet.app.ui.shell.Questions;
import java.util.List;

/** The pages that the rail leads to, in order. */
final class Pages {
    private Pages() {}

    static List<Page> of(Workshop workshop, Questions questions) {
        MasterJoin join = new MasterJoin(workshop.desk().master());
        ListenAddress listen = new ListenAddress(join, workshop.settings(), workshop.background(), workshop.texts());
        return List.of(
                new RunPage(workshop, questions, new FileExports()),
                new AgentsPage(workshop, questions, join, listen),
                new ResultsPage(workshop, questions),
                new ModelsPage(workshop, questions),
                new SettingsPage(workshop, listen, join.fingerprint()));
    }
}
