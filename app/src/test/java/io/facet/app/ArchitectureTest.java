package io.facet.app;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.facet.app.ui.common.FxThread;
import java.util.Set;
import javafx.application.Platform;

/** The shape of the whole: which module and package may know which. */
@AnalyzeClasses(packages = "io.facet", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule PROTOCOL_KNOWS_NO_OTHER_MODULE = noClasses()
            .that()
            .resideInAPackage("io.facet.protocol..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.facet.models..", "io.facet.agent..", "io.facet.app..")
            .because("master and agents of different versions meet in it");

    @ArchTest
    static final ArchRule MODELS_KNOW_NO_OTHER_MODULE = noClasses()
            .that()
            .resideInAPackage("io.facet.models..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.facet.protocol..", "io.facet.agent..", "io.facet.app..")
            .because("models run the same whoever asks");

    @ArchTest
    static final ArchRule AGENT_DOES_NOT_KNOW_THE_APP = noClasses()
            .that()
            .resideInAPackage("io.facet.agent..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.facet.app..")
            .because("an agent runs on computers without the app");

    @ArchTest
    static final ArchRule APP_DOES_NOT_KNOW_THE_AGENT = noClasses()
            .that()
            .resideInAPackage("io.facet.app..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.facet.agent..")
            .because("they speak through the protocol only");

    @ArchTest
    static final ArchRule THE_MASTER_NEVER_RUNS_A_MODEL = noClasses()
            .that()
            .resideInAPackage("io.facet.app..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.facet.models.runtime..", "io.facet.models.engine..", "ai.onnxruntime..", "org.bytedeco..")
            .because("a crash in native code must cost an agent, not the run");

    @ArchTest
    static final ArchRule SCHEDULING_IS_PURE = noClasses()
            .that()
            .resideInAPackage("io.facet.app.master.schedule..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.util.concurrent..", "java.io..", "java.nio.file..", "io.grpc..")
            .because("any history of a run can be replayed in a test");

    @ArchTest
    static final ArchRule THE_MASTER_HAS_NO_WINDOW = noClasses()
            .that()
            .resideInAPackage("io.facet.app.master..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("javafx..", "io.facet.app.ui..", "io.facet.app.cli..")
            .because("it runs headless too");

    @ArchTest
    static final ArchRule ONLY_CATALOGUE_AND_DESCRIPTIONS_FOR_THE_MASTER = classes()
            .that()
            .resideInAPackage("io.facet.app.master..")
            .should()
            .onlyAccessClassesThat()
            .resideOutsideOfPackages("io.facet.models.convert..", "io.facet.models.onnx..", "io.facet.models.sample..")
            .because("the master describes work, agents do it");

    @ArchTest
    static final ArchRule ONE_WAY_ONTO_THE_WINDOWS_THREAD = noClasses()
            .that()
            .doNotBelongToAnyOf(FxThread.class)
            .should()
            .callMethod(Platform.class, "runLater", Runnable.class)
            .because("whoever looks for what runs on the window's thread has one place to look at");

    @ArchTest
    static final ArchRule THE_WINDOW_REACHES_NO_MODEL_RUNTIME = noClasses()
            .that()
            .resideInAPackage("io.facet.app.ui..")
            .should()
            .transitivelyDependOnClassesThat()
            .resideInAnyPackage("io.facet.models.runtime..", "ai.onnxruntime..", "org.bytedeco..")
            .because("native code that crashes must not take the window along, by whatever way it is reached");

    @ArchTest
    static final ArchRule VIEW_MODELS_HAVE_NO_CONTROLS = noClasses()
            .that()
            .resideInAPackage("io.facet.app.ui..")
            .and(areViewModels())
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("javafx.scene..", "javafx.stage..", "javafx.fxml..", "atlantafx..", "org.controlsfx..")
            .because("what the window does can be tested without a window");

    /** Models by their name, and the other classes that say what is shown without showing it. */
    private static DescribedPredicate<JavaClass> areViewModels() {
        Set<String> others = Set.of(
                "AgentView",
                "AgentWords",
                "Background",
                "CardWords",
                "Choices",
                "Command",
                "Commands",
                "CsvFollower",
                "CsvPreview",
                "Dataset",
                "Figures",
                "ImageRows",
                "ListenAddress",
                "LocalSlots",
                "LogBook",
                "ModelRow",
                "Notices",
                "OutputCheck",
                "OutputNotice",
                "Past",
                "Problem",
                "Progress",
                "Pulse",
                "RowQuery",
                "RunDesk",
                "RunDriver",
                "RunSetup",
                "Settings",
                "SettingsData",
                "SettingsEdits",
                "SettingsStore",
                "Setup",
                "SlotName",
                "Texts",
                "Watchdog");
        return DescribedPredicate.describe("are view models", c -> {
            String outer =
                    c.getName().substring(c.getPackageName().length() + 1).replaceFirst("\\$.*", "");
            return outer.endsWith("Model") || others.contains(outer);
        });
    }

    @ArchTest
    static final ArchRule NO_CYCLES =
            slices().matching("io.facet.(*).(*)..").should().beFreeOfCycles();
}
