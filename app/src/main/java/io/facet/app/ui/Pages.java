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

/**
 * The pages that the rail leads to.
 *
 * @param run where runs are set up and watched
 * @param results where past runs are
 * @param all of them, in order
 */
record Pages(RunPage run, ResultsPage results, List<Page> all) {
    static Pages of(Workshop workshop, Questions questions) {
        MasterJoin join = new MasterJoin(workshop.desk().master());
        ListenAddress listen = new ListenAddress(join, workshop.settings(), workshop.background(), workshop.texts());
        RunPage run = new RunPage(workshop, questions, new FileExports());
        ResultsPage results = new ResultsPage(workshop, questions);
        return new Pages(
                run,
                results,
                List.of(
                        run,
                        new AgentsPage(workshop, questions, join, listen),
                        results,
                        new ModelsPage(workshop, questions),
                        new SettingsPage(workshop, listen, join.fingerprint())));
    }
}
