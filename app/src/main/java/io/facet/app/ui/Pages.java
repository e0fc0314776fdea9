package io.facet.app.ui;

import io.facet.app.desk.Desk;
import io.facet.app.installation.Programs;
import io.facet.app.models.WeightsConversion;
import io.facet.app.ui.agents.AgentsPage;
import io.facet.app.ui.common.Page;
import io.facet.app.ui.common.Workshop;
import io.facet.app.ui.join.ListenAddress;
import io.facet.app.ui.join.MasterJoin;
import io.facet.app.ui.models.ModelSupply;
import io.facet.app.ui.models.ModelsPage;
import io.facet.app.ui.results.ResultsPage;
import io.facet.app.ui.run.FileExports;
import io.facet.app.ui.run.RunPage;
import io.facet.app.ui.settings.SettingsPage;
import io.facet.app.ui.shell.Questions;
import java.nio.file.Path;
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
        ModelSupply supply = supply(workshop);
        RunPage run = new RunPage(workshop, questions, new FileExports(), supply);
        ResultsPage results = new ResultsPage(workshop, questions);
        return new Pages(
                run,
                results,
                List.of(
                        run,
                        new AgentsPage(workshop, questions, join, listen),
                        results,
                        new ModelsPage(workshop, questions, supply),
                        new SettingsPage(workshop, listen, join.fingerprint())));
    }

    private static ModelSupply supply(Workshop workshop) {
        Desk desk = workshop.desk();
        Path scratch = desk.home().cache().resolve("scratch");
        ModelSupply supply = new ModelSupply(
                desk.library(),
                new WeightsConversion(Programs.ofThisProcess().facet(), desk.library(), scratch),
                workshop.background(),
                workshop.notices(),
                workshop.texts());
        workshop.pulse().add(supply::refresh);
        return supply;
    }
}
