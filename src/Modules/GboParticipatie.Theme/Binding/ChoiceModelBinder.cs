using GboParticipatie.Json;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.ModelBinding.Binders;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace GboParticipatie.Theme.Binding;

/// <summary>Reads a choice of a form by its name alone; see <see cref="ChoiceNames"/>. The rest is as the framework does it.</summary>
public sealed class ChoiceModelBinder(Type choice, IModelBinder usual) : IModelBinder
{
    /// <inheritdoc />
    public Task BindModelAsync(ModelBindingContext bindingContext)
    {
        var values = bindingContext.ValueProvider.GetValue(bindingContext.ModelName);
        if (string.IsNullOrWhiteSpace(values.FirstValue) || ChoiceNames.IsOne(choice, values.FirstValue)) return usual.BindModelAsync(bindingContext);
        bindingContext.ModelState.SetModelValue(bindingContext.ModelName, values);
        bindingContext.ModelState.TryAddModelError(
            bindingContext.ModelName, bindingContext.ModelMetadata.ModelBindingMessageProvider.ValueIsInvalidAccessor(values.ToString()));
        return Task.CompletedTask;
    }
}

/// <summary>Binds every choice with <see cref="ChoiceModelBinder"/>.</summary>
public sealed class ChoiceModelBinderProvider : IModelBinderProvider
{
    /// <inheritdoc />
    public IModelBinder? GetBinder(ModelBinderProviderContext context)
    {
        var type = context.Metadata.UnderlyingOrModelType;
        if (!type.IsEnum || context.Metadata.IsFlagsEnum) return null;
        var usual = new EnumTypeModelBinder(suppressBindingUndefinedValueToEnumType: true, type, context.Services.GetRequiredService<ILoggerFactory>());
        return new ChoiceModelBinder(type, usual);
    }
}
